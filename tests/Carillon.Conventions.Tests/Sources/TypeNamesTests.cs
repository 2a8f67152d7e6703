using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class TypeNamesTests
{
    private readonly TypeNames convention = new();

    [Theory]
    [InlineData("class JobManager;", "Manager")]
    [InlineData("class StoreBase<T>;", "Base")]
    [InlineData("static class DateUtils;", "Utils")]
    [InlineData("record struct LeaseImpl;", "Impl")]
    public void An_empty_ending_is_found(string code, string ending) =>
        convention.ShouldFind($"ends in {ending}", ("tests/A.Tests/A.cs", code));

    [Fact]
    public void Other_names_are_fine() =>
        convention.ShouldAccept(("src/Carillon/A.cs", "class ManagerialReport; class Database;"));
}
