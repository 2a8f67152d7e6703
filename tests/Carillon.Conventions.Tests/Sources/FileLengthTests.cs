using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class FileLengthTests
{
    private readonly FileLength convention = new();

    [Fact]
    public void A_long_file_is_found() =>
        convention.ShouldFind("301 lines", ("src/Carillon/A.cs", string.Join('\n', Enumerable.Repeat(";", 301))));

    [Fact]
    public void A_file_at_the_limit_and_a_long_test_are_fine() =>
        convention.ShouldAccept(
            ("src/Carillon/A.cs", string.Join('\n', Enumerable.Repeat(";", 300)) + "\n"),
            ("tests/A.Tests/A.cs", string.Join('\n', Enumerable.Repeat(";", 400))));
}
