using Xunit;

namespace Carillon.Conventions.Tests.Projects;

public sealed class ProjectReferencesTests
{
    private readonly ProjectReferences convention = new();

    [Theory]
    [InlineData("Carillon.Sessions", "Carillon.Meetings")]
    [InlineData("Carillon.Sessions", "Carillon.PostgreSql")]
    [InlineData("Carillon.Breakout", "Carillon.EntityFrameworkCore")]
    [InlineData("Carillon.Time", "Carillon")]
    [InlineData("Carillon.Testing", "Carillon.Sessions")]
    [InlineData("Carillon.CommandLine", "Carillon.Testing")]
    public void A_reference_against_the_direction_is_found(string project, string reference) =>
        convention.ShouldFind($"{project} may not reference {reference}", Project(project, reference));

    [Fact]
    public void A_project_without_a_place_is_found() =>
        convention.ShouldFind("has no place", Project("Carillon.Billing", "Carillon"));

    [Fact]
    public void References_along_the_direction_are_fine() =>
        convention.ShouldAccept(
            Project("Carillon.Sessions", "Carillon.EntityFrameworkCore"),
            Project("Carillon.Sqlite", "Carillon.EntityFrameworkCore"),
            Project("Carillon.CommandLine", "Carillon"));

    private static (string, string) Project(string name, string reference) =>
        ($"src/{name}/{name}.csproj",
            $"""<Project><ItemGroup><ProjectReference Include="../{reference}/{reference}.csproj" /></ItemGroup></Project>""");
}
