namespace Carillon.CommandLine;

/// <summary>Where a command line writes, and what it may do there.</summary>
/// <param name="Output">Results; progress too unless JSON is asked for.</param>
/// <param name="Error">Problems; all progress when JSON is asked for.</param>
public sealed record CommandLineConsole(TextWriter Output, TextWriter Error)
{
    /// <summary>What is piped in, for verbs that read it.</summary>
    /// <value>Default: nothing.</value>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>True when a person watches: a progress bar may be drawn, tables fit <see cref="Width"/>.</summary>
    /// <value>Default: false.</value>
    public bool IsInteractive { get; init; }

    /// <summary>True when bold and colours may be written.</summary>
    /// <value>Default: false.</value>
    public bool UsesColors { get; init; }

    /// <summary>Columns of the terminal; only looked at when <see cref="IsInteractive"/>.</summary>
    /// <value>Default: 80.</value>
    public int Width { get; init; } = 80;

    /// <summary>The console of this process: interactive unless redirected, colours unless <c>NO_COLOR</c> is set.</summary>
    public static CommandLineConsole OfProcess()
    {
        var interactive = !Console.IsOutputRedirected && !Console.IsErrorRedirected;
        return new CommandLineConsole(Console.Out, Console.Error)
        {
            Input = Console.In,
            IsInteractive = interactive,
            UsesColors = interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = interactive && Console.WindowWidth > 0 ? Console.WindowWidth : 80,
        };
    }
}
