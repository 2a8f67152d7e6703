namespace Carillon.CommandLine;

/// <summary>An option that the host reads before it is built, such as the data folder; every verb accepts it.</summary>
/// <param name="Name">With dashes, e.g. <c>--data</c>.</param>
/// <param name="Description">One sentence for help.</param>
public sealed record HostOption(string Name, string Description)
{
    /// <summary>The value in <c>--name value</c> or <c>--name=value</c>; null when it is not given.</summary>
    public string? Read(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            if (args[i] == Name)
            {
                return i + 1 < args.Count ? args[i + 1] : null;
            }

            if (args[i].StartsWith(Name + "=", StringComparison.Ordinal))
            {
                return args[i][(Name.Length + 1)..];
            }
        }

        return null;
    }
}
