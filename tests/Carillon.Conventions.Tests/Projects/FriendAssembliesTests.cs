using Xunit;

namespace Carillon.Conventions.Tests.Projects;

public sealed class FriendAssembliesTests
{
    private readonly FriendAssemblies convention = new();

    [Fact]
    public void A_shipped_friend_in_a_project_file_is_found() =>
        convention.ShouldFind("may not show its internals to Carillon.Sqlite", Project("Carillon.EntityFrameworkCore", "Carillon.Sqlite"));

    [Fact]
    public void A_shipped_friend_in_a_source_is_found() =>
        convention.ShouldFind("src/Carillon/Friends.cs(2)",
            ("src/Carillon/Friends.cs", "using X;\n[assembly: InternalsVisibleTo(\"Carillon.Sessions, PublicKey=00\")]"));

    [Fact]
    public void Own_tests_are_fine() =>
        convention.ShouldAccept(
            Project("Carillon.Time", "Carillon.Time.Tests"),
            Project("Carillon.Sqlite", "Carillon.EntityFrameworkCore.Tests"),
            Project("Carillon.Testing", "$(MSBuildProjectName).Tests"));

    private static (string, string) Project(string name, string friend) =>
        ($"src/{name}/{name}.csproj", $"""<Project><ItemGroup><InternalsVisibleTo Include="{friend}" /></ItemGroup></Project>""");
}
