using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Repository;

/// <summary>No tracked file names a path of somebody's machine. A script may name a template for <c>mktemp</c>.</summary>
public sealed partial class MachinePaths : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree) =>
        from file in tree.Files
        from match in Pattern().Matches(file.Text)
        where !LineOf(file.Text, match.Index).Contains("mktemp", StringComparison.Ordinal)
        select $"{file.At(match.Index)}: names the machine path {match.Value}";

    private static string LineOf(string text, int index)
    {
        var start = text.LastIndexOf('\n', index) + 1;
        var end = text.IndexOf('\n', index);
        return text[start..(end < 0 ? text.Length : end)];
    }

    [GeneratedRegex("""(?<![\w.)}/-])/(?:tmp|root|home|work|Users)/|\b[A-Z]:\\Users\\""")]
    private static partial Regex Pattern();
}
