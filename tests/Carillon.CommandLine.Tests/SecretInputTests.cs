using Carillon.Operations;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests;

public sealed class SecretInputTests
{
    [Theory]
    [InlineData("sesame\n", "sesame")]
    [InlineData("sesame\r\n", "sesame")]
    [InlineData("sesame\n\n", "sesame\n")]
    [InlineData(" sesame", " sesame")]
    public async Task It_is_read_from_standard_input(string given, string expected)
    {
        var seen = new List<Door>();
        var cli = new Cli { Input = given, Operations = Cli.For(seen).Operations };
        (await cli.RunAsync("things", "do", "--secret-from", "stdin")).ShouldBe(0);
        seen.ShouldHaveSingleItem().Secret!.Reveal().ShouldBe(expected);
    }

    [Fact]
    public async Task It_is_read_from_an_environment_variable_or_a_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("secret");
        await File.WriteAllTextAsync(file, "from a file\n", TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("CARILLON_TEST_SESAME", "from the environment");
        var seen = new List<Door>();
        (await Cli.For(seen).RunAsync("things", "do", "--secret-from", $"file:{file}")).ShouldBe(0);
        (await Cli.For(seen).RunAsync("things", "do", "--secret-from", "env:CARILLON_TEST_SESAME")).ShouldBe(0);
        (await Cli.For(seen).RunAsync("things", "do")).ShouldBe(0);
        seen.Select(s => s.Secret?.Reveal()).ShouldBe(["from a file", "from the environment", null]);
    }

    [Theory]
    [InlineData("sesame")]
    [InlineData("")]
    [InlineData("env:")]
    [InlineData("file:")]
    [InlineData("STDIN:sesame")]
    public async Task It_is_never_the_value_of_an_option_and_what_was_given_is_not_shown(string given)
    {
        var seen = new List<Door>();
        var cli = Cli.For(seen);
        (await cli.RunAsync("things", "do", "--secret-from", given)).ShouldBe(OperationExitCode.BadInput);
        seen.ShouldBeEmpty();
        cli.Error.Trim().ShouldBe("Option '--secret-from': what is given (hidden) is not stdin, env:NAME or file:PATH.");
    }

    [Fact]
    public async Task There_is_no_option_that_takes_it()
    {
        var cli = Cli.For(new List<Door>());
        (await cli.RunAsync("things", "do", "--secret", "sesame")).ShouldBe(OperationExitCode.BadInput);
        (await cli.RunAsync("things", "do", "--help")).ShouldBe(0);
        cli.Output.ShouldContain("--secret-from");
        cli.Output.ShouldContain("file:PATH");
    }

    [Theory]
    [InlineData("env:CARILLON_TEST_NO_SUCH", "Option '--secret-from': environment variable 'CARILLON_TEST_NO_SUCH' is not set.")]
    [InlineData("stdin", "Option '--secret-from': A secret has 1 to 4096 characters of text, this one has 0 (it is not shown).")]
    public async Task A_source_without_a_secret_is_named(string source, string expected)
    {
        var cli = Cli.For(new List<Door>());
        (await cli.RunAsync("things", "do", "--secret-from", source)).ShouldBe(OperationExitCode.BadInput);
        cli.Error.Trim().ShouldBe(expected);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_input()
    {
        var cli = Cli.For(new List<Door>());
        (await cli.RunAsync("things", "do", "--secret-from", "file:no/such/file")).ShouldBe(OperationExitCode.BadInput);
        cli.Error.ShouldContain("no/such/file");
    }

    [Fact]
    public async Task Something_endless_is_no_secret()
    {
        var cli = new Cli { Input = new string('s', 100_000), Operations = Cli.For(new List<Door>()).Operations };
        (await cli.RunAsync("things", "do", "--secret-from", "stdin")).ShouldBe(OperationExitCode.BadInput);
        cli.Error.ShouldNotContain("sss");
    }

    internal sealed record Door(Secret? Secret = null);
}
