using Xunit;

namespace Carillon.Conventions.Tests.Repository;

public sealed class TopLevelEntriesTests
{
    private static readonly (string, string)[] Complete =
    [
        .. from path in (string[])
            [
                "src/A.cs", "tests/B.cs", "samples/C.cs", "Directory.Packages.props", "Library.sln", "nuget.config", "README.md", "LICENSE",
                "CHANGELOG.md", "global.json", ".editorconfig", ".ci/run",
            ]
           select (path, ""),
    ];

    private readonly TopLevelEntries convention = new();

    [Fact]
    public void A_stray_entry_is_found() =>
        convention.ShouldFind("docs: does not belong", [.. Complete, ("docs/notes.md", "")]);

    [Fact]
    public void A_missing_entry_is_found() =>
        convention.ShouldFind("src: is missing", Complete[1..]);

    [Fact]
    public void The_expected_entries_and_dotfiles_are_fine() =>
        convention.ShouldAccept(Complete);
}
