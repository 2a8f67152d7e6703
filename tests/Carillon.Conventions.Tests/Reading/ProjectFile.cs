using System.Xml.Linq;

namespace Carillon.Conventions.Tests.Reading;

/// <summary>A csproj: what it references.</summary>
public sealed class ProjectFile(SourceFile file)
{
    private readonly XDocument document = XDocument.Parse(file.Text);

    public SourceFile File { get; } = file;

    public string Name => File.Name[..^".csproj".Length];

    /// <summary>The names of the referenced projects.</summary>
    public IEnumerable<string> ProjectReferences =>
        Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>The packages that a user of the package gets too; build-only ones are left out.</summary>
    public IEnumerable<string> PackageReferences =>
        document.Descendants("PackageReference")
            .Where(item => (string?)item.Attribute("PrivateAssets") != "all")
            .Select(item => (string?)item.Attribute("Include") ?? "")
            .Concat(Includes("FrameworkReference"));

    public IEnumerable<string> Includes(string item) =>
        document.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
