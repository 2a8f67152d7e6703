using Carillon.Jobs;
using Carillon.Testing.Clocks;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Runs;

/// <summary>The lease of a run is renewed as long as its worker lives, and the worker is told when it is lost.</summary>
public sealed class RunLeaseTests
{
    // A renewal that never comes is waited for no longer than this: it ends the test, and says nothing about speed.
    private const int Patience = 60_000;

    private static readonly Duration Third = Duration.FromSeconds(30);

    private readonly RunBench _bench = new(j => j.Timeout(Duration.FromHours(1)));
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_long_run_stays_with_its_worker()
    {
        var store = new RenewalStore(_bench.Store);
        await _bench.AskAsync();
        _bench.Ledger.OnCall = async (_, ct) =>
        {
            for (var i = 0; i < 20; i++)
            {
                (await PassAsync(store, ct)).ShouldBe(true);
                (await _bench.RunOnceAsync()).ShouldBeNull("another host would claim it as soon as its lease were over");
            }
        };

        var report = await _bench.RunOnceAsync(_bench.Host(store, time: _time));

        report!.State.ShouldBe(RunState.Succeeded);
        _bench.Run.Attempt.ShouldBe(1);
        _bench.Ledger.Calls.ShouldBe(1);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_whose_run_was_claimed_by_another_is_stopped_at_its_next_renewal()
    {
        var store = new RenewalStore(_bench.Store);
        await _bench.AskAsync();
        JobContext? told = null;
        _bench.Ledger.OnCall = async (context, ct) =>
        {
            told = context;
            _bench.Ledger.OnCall = (_, _) => Task.CompletedTask;
            _bench.Advance(Duration.FromMinutes(5));
            (await _bench.RunOnceAsync())!.State.ShouldBe(RunState.Succeeded);
            (await PassAsync(store, Ct)).ShouldBe(false);
            await Task.Delay(Timeout.Infinite, ct);
        };

        var report = await _bench.RunOnceAsync(_bench.Host(store, time: _time));

        (report!.State, report.Counts.LostRace, told!.Interruption).ShouldBe((RunState.Running, 1, RunInterruption.LeaseLost));
        _bench.Ledger.Effects.Values.ToList().ShouldBe([1, 1]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_that_cannot_reach_the_store_goes_on_until_its_lease_may_be_over()
    {
        var store = new RenewalStore(_bench.Store);
        await _bench.AskAsync();
        JobContext? told = null;
        _bench.Ledger.OnCall = async (context, ct) =>
        {
            told = context;
            store.IsReachable = false;
            (await PassAsync(store, Ct)).ShouldBeNull();
            store.IsReachable = true;
            (await PassAsync(store, Ct)).ShouldBe(true);
            store.IsReachable = false;
            (await PassAsync(store, Ct)).ShouldBeNull();
            ct.IsCancellationRequested.ShouldBeFalse("a renewal can still come in time");
            (await PassAsync(store, Ct)).ShouldBeNull();
            await Task.Delay(Timeout.Infinite, ct);
        };

        var report = await _bench.RunOnceAsync(_bench.Host(store, time: _time));

        (report!.State, told!.Interruption).ShouldBe((RunState.Running, RunInterruption.LeaseLost));
        _bench.Ledger.Effects.ShouldBeEmpty();
    }

    // A third of the lease passes. The worker waits for it on another thread: it is told again until it has heard.
    private async Task<bool?> PassAsync(RenewalStore store, CancellationToken ct)
    {
        _bench.Advance(Third);
        var renewed = store.RenewedAsync(ct).AsTask();
        _time.Advance(Third);
        while (!renewed.IsCompleted)
        {
            Ct.ThrowIfCancellationRequested();
            await Task.Yield();
            _time.Advance(Duration.Zero);
        }

        return await renewed;
    }
}
