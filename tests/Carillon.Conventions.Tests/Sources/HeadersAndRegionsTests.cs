using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class HeadersAndRegionsTests
{
    private readonly HeadersAndRegions convention = new();

    [Theory]
    [InlineData("// Licensed to nobody.\nnamespace A;")]
    [InlineData("/* Licensed to nobody. */\nnamespace A;")]
    public void A_header_is_found(string text) =>
        convention.ShouldFind("begins with a header", ("tests/A.Tests/A.cs", text));

    [Fact]
    public void A_region_is_found() =>
        convention.ShouldFind("A.cs(2): has a #region", ("src/Carillon/A.cs", "class A {\n    #region B\n}"));

    [Fact]
    public void Comments_further_down_are_fine() =>
        convention.ShouldAccept(("src/Carillon/A.cs", "namespace A;\n// a #region\nclass B;"));
}
