using Xunit;

namespace Carillon.Conventions.Tests.Projects;

public sealed class ProjectsAreListedTests
{
    private readonly ProjectsAreListed convention = new();

    [Fact]
    public void A_project_outside_the_solution_is_found() =>
        convention.ShouldFind("tests/A.Tests/A.Tests.csproj: is not in Library.sln",
            ("Library.sln", ""), ("tests/A.Tests/A.Tests.csproj", "<Project/>"));

    [Fact]
    public void A_shipped_project_without_a_readme_is_found() =>
        convention.ShouldFind("has no README.md",
            ("Library.sln", """ "A", "src\A\A.csproj", """), ("src/A/A.csproj", "<Project/>"));

    [Fact]
    public void The_consumer_in_the_solution_is_found() =>
        convention.ShouldFind("is in Library.sln",
            ("Library.sln", """ "tests\Carillon.Consumer\Carillon.Consumer.csproj" """),
            ("tests/Carillon.Consumer/Carillon.Consumer.csproj", "<Project/>"));

    [Fact]
    public void A_listed_project_with_a_readme_is_fine() =>
        convention.ShouldAccept(
            ("Library.sln", """ "A", "src\A\A.csproj", """), ("src/A/A.csproj", "<Project/>"), ("src/A/README.md", "A"));
}
