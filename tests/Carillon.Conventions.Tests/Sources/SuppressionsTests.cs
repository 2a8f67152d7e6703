using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class SuppressionsTests
{
    private readonly Suppressions convention = new();

    [Fact]
    public void A_pragma_without_a_reason_is_found() =>
        convention.ShouldFind("CA1000", ("src/Carillon/A.cs", "namespace A;\n#pragma warning disable CA1000\nclass B;"));

    [Fact]
    public void A_suppression_without_a_reason_is_found() =>
        convention.ShouldFind("CA1000", ("src/Carillon/A.cs", "namespace A;\n[SuppressMessage(\"Design\", \"CA1000\")]\nclass B;"));

    [Fact]
    public void A_project_wide_suppression_without_a_reason_is_found() =>
        convention.ShouldFind("CA1707", ("tests/Directory.Build.props", "<Project>\n  <NoWarn>CA1707</NoWarn>\n</Project>"));

    [Fact]
    public void A_reason_beside_or_above_is_fine() =>
        convention.ShouldAccept(
            ("src/Carillon/A.cs", "namespace A;\n#pragma warning disable CA1000 // the factory belongs to the type\nclass B;\n#pragma warning restore CA1000"),
            ("src/Carillon/C.cs", "namespace A;\n// The factory belongs to the type.\n#pragma warning disable CA1000\nclass C;"),
            ("src/Carillon/D.cs", "namespace A;\n[SuppressMessage(\"Design\", \"CA1000\", Justification = \"the factory belongs to the type\")]\nclass D;"),
            ("tests/Directory.Build.props", "<Project>\n  <!-- Test names have underscores. -->\n  <NoWarn>CA1707</NoWarn>\n</Project>"));
}
