using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>What help says of an option is a sentence, which a default may follow: "Only this student. [default: all]".</summary>
public sealed partial class HelpTexts : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree) =>
        from file in tree.CSharp
        where !file.Path.StartsWith("tests/", StringComparison.Ordinal)
        from match in Description().Matches(file.Text)
        where !Sentence().IsMatch(match.Groups["text"].Value)
        select $"{file.At(match.Index)}: help is a sentence with a capital and a full stop, then at most [default: …]";

    [GeneratedRegex("""\bDescription\("(?<text>[^"]*)"\)""")]
    private static partial Regex Description();

    [GeneratedRegex("""^\p{Lu}.*\.(?: \[default: [^\]]+\])?$""")]
    private static partial Regex Sentence();
}
