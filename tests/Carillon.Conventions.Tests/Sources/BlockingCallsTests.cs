using Xunit;

namespace Carillon.Conventions.Tests.Sources;

public sealed class BlockingCallsTests
{
    private readonly BlockingCalls convention = new();

    [Theory]
    [InlineData("task.Result;")]
    [InlineData("task.Wait();")]
    [InlineData("Task.WaitAll(a, b);")]
    [InlineData("$\"{task.Result}\";")]
    [InlineData("task.GetAwaiter().GetResult();")]
    public void Blocking_is_found(string code) =>
        convention.ShouldFind("blocks with", ("src/Carillon/A.cs", $"var a = {code}"));

    [Fact]
    public void Awaiting_is_fine() =>
        convention.ShouldAccept(("src/Carillon/A.cs", "// never task.Result\nawait gate.WaitAsync(ct); var a = \".Wait(\"; b.Results.Add(c);"));
}
