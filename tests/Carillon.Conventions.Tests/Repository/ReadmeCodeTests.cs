using Xunit;

namespace Carillon.Conventions.Tests.Repository;

public sealed class ReadmeCodeTests
{
    private const string Readme = """
        Text
        ```csharp
        using A;
        using B;

        var a = new A(
            1);
        a.Ring();
        ```
        """;

    private readonly ReadmeCode convention = new();

    [Fact]
    public void An_example_that_nobody_compiles_is_found() =>
        convention.ShouldFind("src/A/README.md(2)", ("src/A/README.md", Readme), ("tests/A.cs", "using A;\nusing B;\nvar a = new A(\n2);\na.Ring();\n"));

    [Fact]
    public void A_line_that_only_begins_alike_is_found() =>
        convention.ShouldFind("README.md(2)", ("README.md", Readme), ("tests/A.cs", "using A;\nusing B;\nvar a = new A(\n1);\na.Ring(); // twice\n"));

    [Fact]
    public void A_using_directive_that_is_not_enough_is_found() =>
        convention.ShouldFind("README.md(2)", ("README.md", Readme), ("tests/A.cs", "using A;\nvar a = new A(\n1);\na.Ring();\n"));

    [Fact]
    public void Code_outside_tests_does_not_count() =>
        convention.ShouldFind("README.md(2)", ("README.md", Readme), ("src/A/A.cs", "using A;\nusing B;\nvar a = new A(\n1);\na.Ring();\n"));

    [Fact]
    public void A_compiled_example_is_fine_with_its_own_indentation() =>
        convention.ShouldAccept(
            ("README.md", Readme + "\n```sh\nls\n```\n"),
            ("tests/A.cs", "using A;\nusing B;\nusing C;\nclass T\n{\n    void F()\n    {\n        var a = new A(\n            1);\n        a.Ring();\n    }\n}\n"));
}
