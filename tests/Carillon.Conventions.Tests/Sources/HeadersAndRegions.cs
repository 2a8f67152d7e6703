using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>A file begins with code and is not folded: no header, no <c>#region</c>.</summary>
public sealed partial class HeadersAndRegions : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree)
    {
        foreach (var file in tree.CSharp)
        {
            if (Header().IsMatch(file.Text))
            {
                yield return $"{file.Line(1)}: begins with a header";
            }

            foreach (Match region in Region().Matches(file.Text))
            {
                yield return $"{file.At(region.Index)}: has a #region";
            }
        }
    }

    [GeneratedRegex("""^\s*(?://(?!/)|/\*)""")]
    private static partial Regex Header();

    [GeneratedRegex("""(?<=^|\n)[ \t]*#\s*region\b""")]
    private static partial Regex Region();
}
