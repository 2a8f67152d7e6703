using Carillon.Operations;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests.ConsoleHost;

/// <summary>The embedded runner in the real sample, with its real clock.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ends_an_idle_session_sends_its_message_and_stops_in_good_order()
    {
        // The log ends while binh is at work, months before the clock of the host.
        (await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "data")).Code.ShouldBe(0);

        var run = await ConsoleHostProcess.InterruptAsync(
            _folder.Path, line => line.StartsWith("hocmai binh binh-1", StringComparison.Ordinal), () => Task.CompletedTask, "run", "--data", "data");

        run.Error.ShouldBeEmpty();
        run.Code.ShouldBe(OperationExitCode.Success);
        run.Output.ShouldContain("hocmai binh binh-1: AutoEnded, 1800 s\n");
        var again = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end");
        again.Output.ShouldContain("Total: 0 sessions ended");
    }

    [Fact]
    public async Task Run_due_does_all_that_the_demo_left()
    {
        (await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "data")).Code.ShouldBe(0);

        var run = await ConsoleHostProcess.RunAsync(_folder.Path, "run-due");

        run.Code.ShouldBe(OperationExitCode.Success, run.Output);
        run.Output.ShouldContain("hocmai binh binh-1: AutoEnded, 1800 s\n");
        run.Output.ShouldContain("hocmai binh 2026-03-29: 1800 s\n");
    }

    [Fact]
    public async Task Watching_sends_the_messages_that_the_demo_left_and_stops_in_good_order()
    {
        var ended = new List<string>();
        var watched = await ConsoleHostProcess.InterruptAsync(
            _folder.Path,
            line =>
            {
                ended.AddRange(line.Contains("AutoEnded", StringComparison.Ordinal) ? [line] : []);
                return ended.Count == 5;
            },
            () => Task.CompletedTask,
            "--watch");

        watched.Error.ShouldBeEmpty();
        watched.Code.ShouldBe(OperationExitCode.Success);
        ended.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("missing", "missing' cannot be used: it does not exist")]
    [InlineData("", "Option '--data': a value is required.")]
    public async Task A_folder_that_cannot_be_used_is_one_line(string folder, string message)
    {
        var run = await ConsoleHostProcess.RunAsync(_folder.Path, "run", "--data", folder);

        run.Code.ShouldBeOneOf(OperationExitCode.Failed, OperationExitCode.BadInput);
        run.Output.ShouldBeEmpty();
        run.Error.TrimEnd().ShouldNotContain("\n");
        run.Error.ShouldContain(message);
    }
}
