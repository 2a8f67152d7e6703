using Carillon.Jobs;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Runs;

public sealed class RunProtocolTests
{
    [Fact]
    public async Task A_run_is_claimed_done_and_projected()
    {
        var bench = new RunBench();
        await bench.AskAsync();

        var report = await bench.RunOnceAsync();

        report!.State.ShouldBe(RunState.Succeeded);
        bench.Run.ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(RunState.Succeeded),
            r => r.WakeAt.ShouldBeNull(),
            r => r.Attempt.ShouldBe(1),
            r => r.Outcome.ShouldBe(new RunOutcome(RunState.Succeeded, new WorkCounts(Due: 2, Acted: 2), null, bench.Tenants.Now)));
        (await bench.RunOnceAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_zombie_can_neither_write_nor_finish_nor_renew()
    {
        var bench = new RunBench();
        var id = await bench.AskAsync();
        RunReport? successor = null;
        JobRun? zombie = null;
        bench.Ledger.OnCall = async (_, _) =>
        {
            bench.Ledger.OnCall = (_, _) => Task.CompletedTask;
            zombie = bench.Run;
            bench.Advance(Duration.FromMinutes(5));
            successor = await bench.RunOnceAsync();
        };

        var report = await bench.RunOnceAsync();

        successor!.State.ShouldBe(RunState.Succeeded);
        report!.State.ShouldBe(RunState.Running);
        report.Counts.LostRace.ShouldBe(1);
        bench.Ledger.Effects.Values.ToList().ShouldBe([1, 1]);
        bench.Run.Fence.ShouldBeGreaterThan(zombie!.Fence);
        (await bench.Store.RenewAsync(id, zombie.Fence, Duration.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_is_retried_with_growing_waits_and_then_fails_for_good()
    {
        var bench = new RunBench(j => j.Retry(new() { MaxAttempts = 3, First = Duration.FromSeconds(10), Longest = Duration.FromMinutes(1) }));
        await bench.AskAsync();
        bench.Ledger.Answer = _ => throw new InvalidOperationException("broken");
        var waits = new List<double>();
        while (await bench.RunOnceAsync() is { State: RunState.Retrying })
        {
            var wait = bench.Run.WakeAt!.Value - bench.Clock.Now;
            waits.Add(wait.TotalSeconds);
            (await bench.RunOnceAsync()).ShouldBeNull();
            bench.Advance(wait);
        }

        waits.Count.ShouldBe(2);
        waits[0].ShouldBeInRange(9, 10);
        waits[1].ShouldBeInRange(18, 20);
        bench.Run.State.ShouldBe(RunState.Failed);
        bench.Run.Reason.ShouldBe("InvalidOperationException: broken");
        bench.Ledger.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_snooze_is_no_attempt()
    {
        var bench = new RunBench();
        await bench.AskAsync();
        var until = bench.Clock.Now + Duration.FromMinutes(7);
        bench.Ledger.Answer = _ => new JobResult.Snooze(until);

        await bench.RunOnceAsync();

        bench.Run.ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(RunState.Waiting),
            r => r.WakeAt.ShouldBe(until),
            r => r.Attempt.ShouldBe(0));
    }

    [Fact]
    public async Task Cancel_discard_and_partial_end_the_run_with_their_reason()
    {
        foreach (var (result, state, reason) in new (JobResult, RunState, string)[]
        {
            (new JobResult.Cancel("no longer"), RunState.Cancelled, "no longer"),
            (new JobResult.Discard("never"), RunState.Discarded, "never"),
            (new JobResult.Partial(new WorkCounts(Due: 3, Acted: 1)), RunState.Partial, "Work that was due is left."),
        })
        {
            var bench = new RunBench();
            await bench.AskAsync();
            bench.Ledger.Answer = _ => result;
            await bench.RunOnceAsync();
            bench.Run.State.ShouldBe(state);
            bench.Run.Reason.ShouldBe(reason);
        }
    }

    [Fact]
    public async Task A_shutdown_hands_the_run_back_at_once_without_counting_the_attempt()
    {
        var bench = new RunBench();
        await bench.AskAsync();
        using var shutdown = new CancellationTokenSource();
        var seen = RunInterruption.None;
        bench.Ledger.OnCall = async (context, ct) =>
        {
            await shutdown.CancelAsync();
            seen = context.Interruption;
            ct.ThrowIfCancellationRequested();
        };

        var report = await bench.RunOnceOnAsync(bench.Host(), shutdown.Token);

        report!.State.ShouldBe(RunState.Waiting);
        seen.ShouldBe(RunInterruption.Shutdown);
        bench.Run.Attempt.ShouldBe(0);
        bench.Run.WakeAt.ShouldBe(bench.Clock.Now);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_stopped_and_retried()
    {
        var bench = new RunBench(j => j.Timeout(Duration.FromMilliseconds(1)));
        await bench.AskAsync();
        bench.Ledger.OnCall = (_, ct) => Task.Delay(Timeout.Infinite, ct);

        var report = await bench.RunOnceAsync();

        report!.State.ShouldBe(RunState.Retrying);
        report.Reason.ShouldBe("Took longer than 0:00:00:00.001.");
    }

    [Fact]
    public async Task An_outcome_that_the_tenants_database_does_not_take_leaves_the_run_to_be_retried()
    {
        var bench = new RunBench();
        await bench.AskAsync();
        bench.Ledger.Answer = _ =>
        {
            bench.Tenants.OnBegin = _ => new FakeDatabaseException(transient: true);
            return new JobResult.Discard("never");
        };

        var report = await bench.RunOnceAsync();

        report!.State.ShouldBe(RunState.Retrying);
        bench.Run.Attempt.ShouldBe(0);
        bench.Run.Outcome.ShouldBeNull();
    }

    [Fact]
    public async Task Workers_that_die_again_and_again_leave_an_abandoned_run()
    {
        var bench = new RunBench(j => j.Retry(new() { MaxAttempts = 2 }));
        await bench.AskAsync();
        for (var i = 0; i < 2; i++)
        {
            (await bench.Host().ClaimAsync(null, null, 1, TestContext.Current.CancellationToken)).Count.ShouldBe(1);
            bench.Advance(Duration.FromMinutes(5));
        }

        await bench.RunOnceAsync();

        bench.Run.State.ShouldBe(RunState.Abandoned);
        bench.Ledger.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Work_that_the_host_does_not_know_waits_and_is_counted()
    {
        var bench = new RunBench();
        foreach (var payload in new JobPayload[] { new(new("other.job"), 1, "{}"), new(RunBench.Name, 2, "{}") })
        {
            await bench.Store.InsertAsync(new JobRun(Guid.NewGuid(), FakeTenants.Acme, payload, bench.Clock.Now), TestContext.Current.CancellationToken);
        }

        (await bench.RunOnceAsync()).ShouldBeNull();
        (await bench.Store.CountUnknownAsync(bench.Jobs.Known, TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Fact]
    public async Task A_second_live_run_of_the_same_key_is_refused_until_the_first_has_ended()
    {
        var bench = new RunBench();
        await bench.AskAsync();
        var second = bench.Run with { Id = Guid.NewGuid() };
        (await bench.Store.InsertAsync(second, TestContext.Current.CancellationToken)).ShouldBe(RunInsertion.Overlaps);

        await bench.RunOnceAsync();

        (await bench.Store.InsertAsync(second, TestContext.Current.CancellationToken)).ShouldBe(RunInsertion.Inserted);
    }

    [Fact]
    public void The_jitter_of_a_retry_follows_from_the_run()
    {
        var retry = new RetryPolicy();
        var id = Guid.NewGuid();

        retry.After(3, id).ShouldBe(retry.After(3, id));
        Enumerable.Range(0, 50).Select(_ => retry.After(1, Guid.NewGuid())).Distinct().Count().ShouldBeGreaterThan(10);
        retry.After(60, id).ShouldBeInRange(Duration.FromMinutes(54), Duration.FromHours(1));
    }
}
