using System.Collections.Immutable;
using Carillon.Tenancy;

namespace Carillon.Operations;

internal static class DriverOptions
{
    /// <summary>Reads options given as <c>name=value</c>.</summary>
    /// <exception cref="ArgumentException">One is not; its text is not shown, as it may be a secret in the wrong place.</exception>
    public static ImmutableSortedDictionary<string, string> Read(IReadOnlyList<string>? options)
    {
        var read = new ConnectionSettings(string.Empty, string.Empty).Options.ToBuilder();
        for (var i = 0; i < options?.Count; i++)
        {
            if (options[i].Split('=', 2) is not [{ Length: > 0 } name, var value])
            {
                throw new ArgumentException($"Option {i + 1} is not 'name=value' (its text is hidden).", nameof(options));
            }

            if (!read.TryAdd(name.Trim(), value.Trim()))
            {
                throw new ArgumentException($"Option '{Printable.Clip(name.Trim())}' is given twice.", nameof(options));
            }
        }

        return read.ToImmutable();
    }
}
