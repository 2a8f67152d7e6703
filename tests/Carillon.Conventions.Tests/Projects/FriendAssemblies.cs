using System.Text.RegularExpressions;
using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Projects;

/// <summary>Internals are shown to the project's own tests (or to those of a package below it), never to a shipped package.</summary>
public sealed partial class FriendAssemblies : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree) =>
        from found in InProjects(tree).Concat(InSources(tree))
        where !IsOwnTest(found.Project, found.Friend)
        select $"{found.Place}: {found.Project} may not show its internals to {found.Friend}";

    private static IEnumerable<(string Place, string Project, string Friend)> InProjects(SourceTree tree) =>
        from project in tree.ShippedProjects
        from friend in project.Includes("InternalsVisibleTo")
        select (project.File.Path, project.Name, friend);

    private static IEnumerable<(string Place, string Project, string Friend)> InSources(SourceTree tree) =>
        from file in tree.Shipped
        from match in Attribute().Matches(file.Text)
        select (file.At(match.Index), file.Project, match.Groups["friend"].Value);

    private static bool IsOwnTest(string project, string friend)
    {
        var below = PackageMap.Allowed.TryGetValue(project, out var allowed) ? allowed.Projects : [];
        friend = friend.Replace("$(MSBuildProjectName)", project, StringComparison.Ordinal);
        return below.Append(project).Any(name => friend == $"{name}.Tests");
    }

    [GeneratedRegex("""InternalsVisibleTo(?:Attribute)?\s*\(\s*"(?<friend>[^",]+)""")]
    private static partial Regex Attribute();
}
