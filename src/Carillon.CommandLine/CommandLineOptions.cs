namespace Carillon.CommandLine;

/// <summary>What a host may say about its command line.</summary>
public sealed record CommandLineOptions
{
    /// <summary>The first line of help.</summary>
    /// <value>Default: a sentence about operations.</value>
    public string Description { get; init; } = "The operations of this host, one verb each.";

    /// <summary>The operation that runs when no verb is given, e.g. <c>demo</c>; null shows help instead.</summary>
    /// <value>Default: null.</value>
    public string? DefaultOperation { get; init; }

    /// <summary>Options that the host has read itself; every verb accepts them.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<HostOption> HostOptions { get; init; } = [];

    /// <summary>Where to write; null means the console of the process.</summary>
    /// <value>Default: null.</value>
    public CommandLineConsole? Console { get; init; }
}
