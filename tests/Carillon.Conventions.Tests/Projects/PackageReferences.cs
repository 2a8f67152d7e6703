using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Projects;

/// <summary>A shipped project brings only the packages that <see cref="PackageMap"/> names for it.</summary>
public sealed class PackageReferences : IConvention
{
    public IEnumerable<string> Violations(SourceTree tree) =>
        from project in tree.ShippedProjects
        let allowed = PackageMap.Allowed.TryGetValue(project.Name, out var entry) ? entry.Packages : []
        from package in project.PackageReferences
        where !PackageMap.Permits(allowed, package)
        select $"{project.File.Path}: {project.Name} may not reference the package {package}";
}
