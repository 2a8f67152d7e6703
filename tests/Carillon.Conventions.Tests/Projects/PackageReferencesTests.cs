using Xunit;

namespace Carillon.Conventions.Tests.Projects;

public sealed class PackageReferencesTests
{
    private readonly PackageReferences convention = new();

    [Theory]
    [InlineData("Carillon.Time", "Microsoft.Extensions.Options")]
    [InlineData("Carillon", "Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Carillon.Sessions", "Npgsql")]
    [InlineData("Carillon.Sessions", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("Carillon.EntityFrameworkCore", "Npgsql.EntityFrameworkCore.PostgreSQL")]
    public void A_package_that_does_not_belong_is_found(string project, string package) =>
        convention.ShouldFind($"may not reference the package {package}", Project(project, $"""PackageReference Include="{package}" """));

    [Fact]
    public void A_shared_framework_counts_as_a_package() =>
        convention.ShouldFind("Microsoft.AspNetCore.App", Project("Carillon", """FrameworkReference Include="Microsoft.AspNetCore.App" """));

    [Fact]
    public void Own_packages_and_build_only_packages_are_fine() =>
        convention.ShouldAccept(
            Project("Carillon.Time", """PackageReference Include="NodaTime" """),
            Project("Carillon", """PackageReference Include="Microsoft.Extensions.Hosting.Abstractions" """),
            Project("Carillon.Sqlite", """PackageReference Include="Any.Analyzer" PrivateAssets="all" """));

    private static (string, string) Project(string name, string item) =>
        ($"src/{name}/{name}.csproj", $"<Project><ItemGroup><{item}/></ItemGroup></Project>");
}
