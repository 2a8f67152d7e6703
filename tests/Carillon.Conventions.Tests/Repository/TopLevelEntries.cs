using Carillon.Conventions.Tests.Reading;

namespace Carillon.Conventions.Tests.Repository;

/// <summary>The top level holds what its readers expect there, and dotfiles.</summary>
public sealed class TopLevelEntries : IConvention
{
    private static readonly string[] Expected =
    [
        "src", "tests", "samples", "Directory.Packages.props", "Library.sln", "nuget.config", "README.md", "LICENSE", "CHANGELOG.md", "global.json",
    ];

    public IEnumerable<string> Violations(SourceTree tree)
    {
        var entries = tree.Files.Select(file => file.Segments[0]).Where(entry => !entry.StartsWith('.')).ToHashSet();
        return entries.Except(Expected).Select(entry => $"{entry}: does not belong at the top level")
            .Concat(Expected.Except(entries).Select(entry => $"{entry}: is missing at the top level"));
    }
}
