using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class FolderDirectionsTests
{
    private readonly FolderDirections convention = new();

    [Theory]
    [InlineData("Tenancy", "Jobs")]
    [InlineData("Tenancy", "Locking")]
    [InlineData("Locking", "Outbox")]
    [InlineData("Outbox", "Jobs")]
    [InlineData("Ledger", "Outbox")]
    [InlineData("Notifications", "Jobs")]
    [InlineData("Operations", "Jobs")]
    [InlineData("Operations", "Scheduling")]
    [InlineData("Scheduling", "Tenancy")]
    public void A_using_against_the_direction_is_found(string folder, string used) =>
        convention.ShouldFind($"{folder} may not use {used}", ($"src/Carillon/{folder}/A.cs", $"using Carillon.{used};"));

    [Fact]
    public void A_qualified_name_is_found() =>
        convention.ShouldFind("A.cs(3)", ("src/Carillon/Locking/A.cs", "namespace Carillon.Locking;\n\nclass A : Carillon.Jobs.B;"));

    [Fact]
    public void A_name_relative_to_the_shared_root_is_found() =>
        convention.ShouldFind("A.cs(2): Locking may not use Jobs",
            ("src/Carillon/Locking/A.cs", "namespace Carillon.Locking;\nclass A : Jobs.B { int C => Jobs.Count; }"),
            ("src/Carillon/Jobs/B.cs", "namespace Carillon.Jobs;\nclass B;"));

    [Fact]
    public void A_global_using_is_found() =>
        convention.ShouldFind("global using", ("src/Carillon/Usings.cs", "global using Carillon.Jobs;"));

    [Fact]
    public void Directions_that_are_meant_are_fine() =>
        convention.ShouldAccept(
            ("src/Carillon/Jobs/A.cs", "using Carillon.Outbox;\nusing Carillon.Tenancy;"),
            ("src/Carillon/Outbox/A.cs", "using Carillon.Tenancy;\nusing Carillon.Time;\nnamespace Carillon.Outbox;"),
            ("src/Carillon/Tenancy/A.cs", "/// <see cref=\"Carillon.Jobs.A\"/>\nnamespace Carillon.Tenancy;"),
            ("src/Carillon/Scheduling/A.cs", "using Carillon.Operations;\nusing Carillon.Time;"),
            ("src/Carillon/CarillonBuilder.cs", "using Carillon.Jobs;"));
}
