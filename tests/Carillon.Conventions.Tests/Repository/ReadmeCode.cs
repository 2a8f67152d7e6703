using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Repository;

/// <summary>
/// Every C# example of a README is compiled: its lines stand together in a file below tests, whatever their indentation, and its using directives are
/// among that file's.
/// </summary>
public sealed partial class ReadmeCode : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree)
    {
        var compiled = tree.CSharp.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)).Select(file => Split(file.Text)).ToList();
        return
            from readme in tree.Files
            where readme.Name == "README.md"
            from block in Block().Matches(readme.Text)
            let example = Split(block.Groups["code"].Value)
            where !compiled.Exists(file => file.Code.Contains(example.Code, StringComparison.Ordinal) && example.Usings.IsSubsetOf(file.Usings))
            select $"{readme.At(block.Index)}: this example is in no file below tests";
    }

    private static (HashSet<string> Usings, string Code) Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries).ToLookup(line => Using().IsMatch(line));
        return ([.. lines[true]], $"\n{string.Join('\n', lines[false]).Trim()}\n");
    }

    [GeneratedRegex("""^```(?:csharp|cs|c#)\b[^\n]*\n(?<code>.*?)^```""", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex("""^using [\w.]+;$""")]
    private static partial Regex Using();
}
