using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>A switched-off warning says why, on its own line or on the line above.</summary>
public sealed partial class Suppressions : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree)
    {
        foreach (var file in tree.Files)
        {
            var pattern = file.Name.EndsWith(".cs", StringComparison.Ordinal) ? InSource()
                : IsBuildFile(file.Name) ? InBuildFile()
                : null;
            foreach (Match match in pattern?.Matches(file.Text) ?? Enumerable.Empty<Match>())
            {
                if (!HasReason(file.Text, match))
                {
                    yield return $"{file.At(match.Index)}: switches {match.Groups["what"].Value.Trim()} off without a reason";
                }
            }
        }
    }

    private static bool IsBuildFile(string name) =>
        name.EndsWith(".csproj", StringComparison.Ordinal) || name.EndsWith(".props", StringComparison.Ordinal) || name.EndsWith(".targets", StringComparison.Ordinal);

    private static bool HasReason(string text, Match match)
    {
        var start = text.LastIndexOf('\n', match.Index) + 1;
        var end = text.IndexOf('\n', match.Index);
        var line = text[start..(end < 0 ? text.Length : end)];
        var above = start == 0 ? "" : text[(text.LastIndexOf('\n', Math.Max(0, start - 2)) + 1)..(start - 1)];
        return Reason().IsMatch(line) || Reason().IsMatch(above) || line.Contains("Justification", StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?<=^|\n)[ \t]*#\s*pragma\s+warning\s+disable\b(?<what>[^\n/]*)|(?<=^|\n)[ \t]*\[(?:\w+:\s*)?(?:Unconditional)?SuppressMessage\([^\n,]*,\s*"(?<what>[^"]*)""")]
    private static partial Regex InSource();

    [GeneratedRegex("""<(?:NoWarn|WarningsNotAsErrors)>(?<what>[^<]*)""")]
    private static partial Regex InBuildFile();

    [GeneratedRegex("""//\s*\w|<!--\s*\w|-->\s*$""")]
    private static partial Regex Reason();
}
