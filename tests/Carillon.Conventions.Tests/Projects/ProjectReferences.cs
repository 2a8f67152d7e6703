using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Projects;

/// <summary>Shipped projects reference each other only in the direction of <see cref="PackageMap"/>.</summary>
public sealed class ProjectReferences : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree)
    {
        foreach (var project in tree.ShippedProjects)
        {
            if (!PackageMap.Allowed.TryGetValue(project.Name, out var allowed))
            {
                yield return $"{project.File.Path}: {project.Name} has no place in {nameof(PackageMap)}";
                continue;
            }

            foreach (var reference in project.ProjectReferences.Except(allowed.Projects))
            {
                yield return $"{project.File.Path}: {project.Name} may not reference {reference}";
            }
        }
    }
}
