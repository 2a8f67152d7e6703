using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>Nothing static can change: no static field that is assignable or holds a mutable collection, no static setter.</summary>
public sealed partial class StaticState : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree)
    {
        foreach (var file in tree.Shipped)
        {
            foreach (Match match in Field().Matches(file.Code))
            {
                var isReadOnly = match.Groups["mods"].Value.Contains("readonly", StringComparison.Ordinal);
                if (!isReadOnly || MutableCollection().IsMatch(match.Groups["type"].Value))
                {
                    yield return $"{file.At(match.Groups["name"].Index)}: static field {match.Groups["name"].Value} can change";
                }
            }

            foreach (Match match in Setter().Matches(file.Code))
            {
                yield return $"{file.At(match.Groups["name"].Index)}: static property {match.Groups["name"].Value} has a setter";
            }
        }
    }

    [GeneratedRegex(
        """
        (?<=[;{}\]]) \s*
        (?<mods> (?: \b(?:public|internal|private|protected|new|readonly|volatile|unsafe|event)\s+ )* static \s+
                 (?: (?:readonly|volatile|unsafe|event|new)\s+ )* )
        (?<type> (?! (?:abstract|virtual|extern|partial|async|implicit|explicit|class|record|struct)\b ) (?: \( [^()]* \)\?? | \w [\w.:]* (?: < (?> [^<>;={}] | (?<open><) | (?<-open>>) )* (?(open)(?!)) > )? [\[\],?]* ) ) \s+
        (?<name> \w+ ) \s* (?: =(?![=>]) | ; | , )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Field();

    [GeneratedRegex("""\bstatic\s+(?!class|record|struct)[^;{}()=]*?(?<name>\w+)\s*\{\s*(?:get\s*(?:;|=>[^;]*;|\{[^{}]*\})\s*)?(?:(?:private|internal|protected)\s+)*set\b""")]
    private static partial Regex Setter();

    [GeneratedRegex("""^(?:[\w.]+\.)?(?:List|Dictionary|HashSet|SortedSet|SortedDictionary|Queue|Stack|Concurrent\w+|ConditionalWeakTable)\s*<""")]
    private static partial Regex MutableCollection();
}
