using System.Text.RegularExpressions;

namespace Carillon.Conventions.Tests.Reading;

/// <summary>A type as written in one file; a partial type has several.</summary>
public sealed partial record TypeDeclaration(string Name, string Kind, IReadOnlyList<string> Modifiers, int Depth, int Line)
{
    private static readonly IReadOnlyList<string> NotNames = ["where", "in", "is", "as", "and", "or", "with", "when", "not", "switch"];

    public bool IsTopLevel => Depth == 0;

    public bool IsPublic => Modifiers.Contains("public");

    public bool IsClass => Kind is "class" or "record" or "record class";

    public static IReadOnlyList<TypeDeclaration> In(string code)
    {
        var found = new List<TypeDeclaration>();
        var (depth, line, position) = (0, 1, 0);
        foreach (Match match in Pattern().Matches(code))
        {
            var name = match.Groups["name"].Value;
            if (NotNames.Contains(name))
            {
                continue;
            }

            for (var start = match.Groups["type"].Index; position < start; position++)
            {
                depth += code[position] switch { '{' => 1, '}' => -1, _ => 0 };
                line += code[position] == '\n' ? 1 : 0;
            }

            string[] modifiers = match.Groups["mods"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var kind = string.Join(' ', match.Groups["kind"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            found.Add(new TypeDeclaration(name, kind, modifiers, depth, line));
        }

        return found;
    }

    // A declaration begins where a statement or member can begin; that leaves out constraints such as "where T : class".
    [GeneratedRegex(
        """
        (?<=^|[;{}\]]) \s*
        (?<type> (?<mods> (?: \b(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe|new)\s+ )* )
        (?: (?<kind> record\s+struct | record\s+class | record | class | struct | interface | enum ) \s+ (?<name>\w+)
          | (?<kind> delegate ) \s+ [^;(){}=]*? (?<name>\w+) \s* (?: <[^>()]*> )? \s* \( ) )
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
