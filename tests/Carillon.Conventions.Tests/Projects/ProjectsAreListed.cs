using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Projects;

/// <summary>The solution holds every project, and every shipped project has a README.</summary>
public sealed class ProjectsAreListed : IConvention
{
    // It is built from the packed files, as a user would, never with the solution.
    private const string Consumer = "Carillon.Consumer";

    public IEnumerable<string> Violations(SourceTree tree)
    {
        var solution = (tree.Find("Library.sln")?.Text ?? "").Replace('\\', '/');
        foreach (var project in tree.Projects)
        {
            var listed = solution.Contains($"\"{project.File.Path}\"", StringComparison.Ordinal);
            if (listed == (project.Name == Consumer))
            {
                yield return $"{project.File.Path}: {(listed ? "is" : "is not")} in Library.sln";
            }
        }

        foreach (var project in tree.ShippedProjects.Where(project => tree.Find($"src/{project.Name}/README.md") is null))
        {
            yield return $"{project.File.Path}: has no README.md";
        }
    }
}
