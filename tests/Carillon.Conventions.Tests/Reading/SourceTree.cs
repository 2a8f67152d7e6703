namespace Carillon.Conventions.Tests.Reading;

/// <summary>The tracked files a convention looks at: the repository's, or a few made up to break a rule.</summary>
public sealed class SourceTree(IEnumerable<SourceFile> files)
{
    public IReadOnlyList<SourceFile> Files { get; } = [.. files];

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal));

    public IEnumerable<SourceFile> Shipped => CSharp.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    public IEnumerable<ProjectFile> Projects =>
        Files.Where(file => file.Name.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => new ProjectFile(file));

    public IEnumerable<ProjectFile> ShippedProjects =>
        Projects.Where(project => project.File.Path.StartsWith("src/", StringComparison.Ordinal));

    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    public static SourceTree Of(params (string Path, string Text)[] files) =>
        new(files.Select(file => new SourceFile(file.Path, file.Text)));
}
