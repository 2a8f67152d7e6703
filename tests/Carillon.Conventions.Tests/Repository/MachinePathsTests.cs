using Xunit;

namespace Carillon.Conventions.Tests.Repository;

public sealed class MachinePathsTests
{
    // Put together here, so that this file does not break the rule.
    private const string Home = "/" + "home" + "/";
    private const string Temporary = "/" + "tmp" + "/";

    private readonly MachinePaths convention = new();

    [Fact]
    public void A_home_folder_is_found() =>
        convention.ShouldFind("README.md(2)", ("README.md", $"Run\n  cd {Home}anna/carillon"));

    [Fact]
    public void A_temporary_folder_is_found() =>
        convention.ShouldFind("src/A/A.cs(1)", ("src/A/A.cs", $"var path = \"{Temporary}a\";"));

    [Fact]
    public void Addresses_and_mktemp_templates_are_fine() =>
        convention.ShouldAccept(
            ("README.md", $"https://example.org{Home}page and samples{Home}a"),
            ("tests/run.sh", $"folder=$(mktemp -d {Temporary}carillon.XXXXXX)"));
}
