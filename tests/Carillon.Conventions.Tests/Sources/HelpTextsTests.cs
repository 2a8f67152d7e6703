using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class HelpTextsTests
{
    private readonly HelpTexts convention = new();

    [Theory]
    [InlineData("the student")]
    [InlineData("The student")]
    [InlineData("Only this student; default: all")]
    public void What_is_no_sentence_is_found(string text) =>
        convention.ShouldFind("src/A/A.cs(1)", ("src/A/A.cs", $"record A([Description(\"{text}\")] string Student);"));

    [Fact]
    public void Sentences_with_and_without_a_default_are_fine() =>
        convention.ShouldAccept(("src/A/A.cs", "record A([Description(\"The student.\")] string S, [Description(\"Only this. [default: all]\")] string? T = null);"));
}
