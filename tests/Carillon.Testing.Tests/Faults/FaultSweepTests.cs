using Carillon.Testing.Faults;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Faults;

public sealed class FaultSweepTests : IAsyncDisposable
{
    private readonly Ledger _ledger = new();
    private readonly StringWriter _output = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Crashes_before_and_after_every_statement_with_begin_and_commit_among_them()
    {
        var report = await FaultSweep.RunAsync(_ledger.Scenario(Ledger.ChargeAsync), _output, Cancel);

        report.Statements.ShouldBe(4);
        report.Visited.Count.ShouldBe(8);
        _output.ToString().ReplaceLineEndings("\n").ShouldBe(
            """
            before 1: BEGIN
            after 1: BEGIN
            before 2: INSERT OR IGNORE INTO entry VALUES ('charge-1', 10)
            after 2: INSERT OR IGNORE INTO entry VALUES ('charge-1', 10)
            before 3: UPDATE account
            after 3: UPDATE account
            before 4: COMMIT
            after 4: COMMIT

            """);
    }

    [Fact]
    public async Task Half_done_work_is_found_at_the_place_of_the_crash()
    {
        var broken = await Should.ThrowAsync<FaultSweepException>(
            () => FaultSweep.RunAsync(_ledger.Scenario(Ledger.ChargeInTwoHalvesAsync), _output, Cancel));

        broken.Point.ShouldBe(new CrashPoint(1, CrashMoment.After, "INSERT OR IGNORE INTO entry VALUES ('charge-1', 10)"));
        broken.Message.ShouldContain("balance 100 with 1 entries");
    }

    [Fact]
    public async Task Work_that_issues_fewer_statements_when_repeated_is_refused()
    {
        var runs = 0;
        var scenario = _ledger.Scenario(Ledger.ChargeAsync) with
        {
            RunAsync = async (faults, ct) =>
            {
                await using var connection = faults.Wrap(_ledger.NewConnection());
                await Ledger.ChargeAsync(connection, ct);
                if (runs++ == 0)
                {
                    await Ledger.ExecuteAsync(connection, null, "SELECT 1", ct);
                }
            },
        };

        var refused = await Should.ThrowAsync<FaultSweepException>(() => FaultSweep.RunAsync(scenario, _output, Cancel));

        refused.Message.ShouldContain("10 places to crash, but only 8 were reached");
    }

    [Fact]
    public async Task Work_around_the_plan_is_refused()
    {
        var scenario = _ledger.Scenario(Ledger.ChargeAsync);
        scenario = scenario with { RunAsync = (_, ct) => scenario.RecoverAsync(ct) };

        (await Should.ThrowAsync<FaultSweepException>(() => FaultSweep.RunAsync(scenario, _output, Cancel)))
            .Message.ShouldContain("No statement was issued");
    }

    [Fact]
    public async Task An_error_that_is_no_crash_propagates()
    {
        var scenario = _ledger.Scenario(Ledger.ChargeAsync) with { RunAsync = (_, _) => throw new NotSupportedException("mine") };

        (await Should.ThrowAsync<NotSupportedException>(() => FaultSweep.RunAsync(scenario, _output, Cancel))).Message.ShouldBe("mine");
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _output.DisposeAsync();
    }
}
