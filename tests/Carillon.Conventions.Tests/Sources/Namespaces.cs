using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Sources;

/// <summary>
/// Namespaces are file-scoped: the project's name, with the leading folders where the package has areas.
/// A folder of <c>src/Carillon</c> is an area, so its name is required there; only registration extensions may stay in the package's own namespace.
/// What a job pack shows to its users is in the package's own namespace.
/// </summary>
public sealed partial class Namespaces : IConvention
{
    private static readonly string[] Packs =
        ["Carillon.Sessions", "Carillon.Meetings", "Carillon.Deductions", "Carillon.Conversations", "Carillon.Breakout"];

    public IEnumerable<string> Violations(SourceTree tree)
    {
        foreach (var file in tree.Shipped.Where(file => file.Types.Count > 0))
        {
            var found = Declaration().Matches(file.Code);
            if (found.Count != 1 || found[0].Groups["end"].Value != ";")
            {
                yield return $"{file.Path}: has no file-scoped namespace";
                continue;
            }

            var allowed = Allowed(file).ToList();
            var name = found[0].Groups["name"].Value;
            if (!allowed.Contains(name))
            {
                yield return $"{file.Path}: namespace {name} should be {string.Join(" or ", allowed)}";
            }
        }
    }

    private static IEnumerable<string> Allowed(SourceFile file)
    {
        var folders = file.Folders;
        if (Packs.Contains(file.Project) && file.Types.Any(type => type.IsTopLevel && type.IsPublic))
        {
            return [file.Project];
        }

        var fewest = file.Project == "Carillon" && !file.Stem.EndsWith("Extensions", StringComparison.Ordinal) ? Math.Min(1, folders.Count) : 0;
        return from count in Enumerable.Range(fewest, folders.Count - fewest + 1)
               select string.Join('.', folders.Take(count).Prepend(file.Project));
    }

    [GeneratedRegex("""\bnamespace\s+(?<name>[\w.]+)\s*(?<end>[;{])""")]
    private static partial Regex Declaration();
}
