using Carillon.Jobs;
using Carillon.Time;
using NodaTime;

namespace Carillon.Testing.Conformance.Queue;

public abstract partial class QueueSuite
{
    /// <summary>A run that has ended stays as it ended.</summary>
    public async Task An_end_is_recorded_once(CancellationToken cancellationToken)
    {
        await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        Clock.Advance(Duration.FromSeconds(1));
        var counts = new WorkCounts(6, 5, 4, 3, 2, Duration.FromSeconds(1));
        Expect.True(await SettleAsync(new(claimed, RunState.Partial, counts, "why"), cancellationToken).ConfigureAwait(false), "its holder records it");
        Expect.True(!await SettleAsync(new(claimed, RunState.Succeeded, default, null), cancellationToken).ConfigureAwait(false), "once");
        var ended = await FindAsync(claimed.Id, cancellationToken).ConfigureAwait(false);
        Expect.Equal(new(RunState.Partial, counts, "why", Clock.GetCurrentInstant()), ended.Outcome, "the outcome");
        Expect.Equal((RunState.Partial, null), (ended.State, ended.WakeAt), "it wakes no more");
        Clock.Advance(_lease * 2);
        Expect.Equal(0, (await ClaimAsync(cancellationToken).ConfigureAwait(false)).Count, "and is not claimed again");
    }

    /// <summary>A run that is put back comes back when it was said, with a higher fence; a snooze is no attempt.</summary>
    public async Task A_run_that_is_put_back_comes_back(CancellationToken cancellationToken)
    {
        await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        var first = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        await SettleAsync(new(first, new RunPostponement(RunState.Retrying, Duration.FromMinutes(1), "why")), cancellationToken).ConfigureAwait(false);
        var waits = await FindAsync(first.Id, cancellationToken).ConfigureAwait(false);
        Expect.Equal((RunState.Retrying, "why", Clock.GetCurrentInstant() + Duration.FromMinutes(1)), (waits.State, waits.Reason, waits.WakeAt), "it waits");
        Clock.Advance(Duration.FromMinutes(1));
        var second = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        Expect.True(second.Fence > first.Fence && second.Attempt == 2, "fence and attempt rise");
        var until = Clock.GetCurrentInstant() + Duration.FromHours(1);
        await SettleAsync(new(second, new RunPostponement(RunState.Waiting, Duration.Zero, null) { Until = until, Attempts = 0 }), cancellationToken).ConfigureAwait(false);
        var snoozed = await FindAsync(first.Id, cancellationToken).ConfigureAwait(false);
        Expect.Equal((RunState.Waiting, 1, until), (snoozed.State, snoozed.Attempt, snoozed.WakeAt), "it snoozes");
    }

    /// <summary>A claim that is not renewed ends with its lease: the next one has the only say.</summary>
    public async Task A_run_is_taken_over_when_its_lease_is_over(CancellationToken cancellationToken)
    {
        await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        var old = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        Clock.Advance(_lease - Duration.FromSeconds(1));
        Expect.Equal([old.Id], (await Store.RenewAsync(Tenant, [old], _lease, cancellationToken).ConfigureAwait(false)).Held.ToList(), "its holder renews it");
        Clock.Advance(_lease - Duration.FromSeconds(1));
        Expect.Equal(0, (await ClaimAsync(cancellationToken).ConfigureAwait(false)).Count, "a renewed claim holds");
        Clock.Advance(Duration.FromSeconds(1));
        var next = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        Expect.True(next.Fence > old.Fence, "the fence rises");
        Expect.Equal(0, (await Store.RenewAsync(Tenant, [old], _lease, cancellationToken).ConfigureAwait(false)).Held.Count, "the old claim is not renewed");
        Expect.True(!await SettleAsync(new(old, RunState.Succeeded, default, null), cancellationToken).ConfigureAwait(false), "and records nothing");
        Expect.True(!await AskAsync(t => Guard.CheckAsync(t, old.Id, old.Fence, cancellationToken), cancellationToken).ConfigureAwait(false), "nor writes");
        Expect.True(await AskAsync(t => Guard.CheckAsync(t, next.Id, next.Fence, cancellationToken), cancellationToken).ConfigureAwait(false), "the new one writes");
    }

    /// <summary>A run can end in the transaction of its effects, by its own fence only.</summary>
    public async Task A_run_ends_in_the_transaction_of_its_effects(CancellationToken cancellationToken)
    {
        await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        var outcome = new RunOutcome(RunState.Succeeded, new(1, 1), null, Clock.GetCurrentInstant());
        var wrong = claimed.Fence with { Number = claimed.Fence.Number + 1 };
        Expect.True(!await AskAsync(t => Guard.FinishAsync(t, claimed.Id, wrong, outcome, cancellationToken), cancellationToken).ConfigureAwait(false), "not by another fence");
        Expect.True(await AskAsync(t => Guard.FinishAsync(t, claimed.Id, claimed.Fence, outcome, cancellationToken), cancellationToken).ConfigureAwait(false), "by its own");
        Expect.Equal(outcome, (await FindAsync(claimed.Id, cancellationToken).ConfigureAwait(false)).Outcome, "the outcome is there");
        Expect.True(!await AskAsync(t => Guard.CheckAsync(t, claimed.Id, claimed.Fence, cancellationToken), cancellationToken).ConfigureAwait(false), "and it writes no more");
    }

    /// <summary>Cancelling ends a run that waits, and tells the holder of one that goes on.</summary>
    public async Task A_run_is_cancelled(CancellationToken cancellationToken)
    {
        var waits = await EnqueueAsync(New(Duration.FromHours(1)), cancellationToken).ConfigureAwait(false);
        Expect.True(await Store.CancelAsync(Tenant, waits.Id, "no longer wanted", cancellationToken).ConfigureAwait(false), "one that waits");
        var cancelled = await FindAsync(waits.Id, cancellationToken).ConfigureAwait(false);
        Expect.Equal((RunState.Cancelled, null, "no longer wanted"), (cancelled.State, cancelled.WakeAt, cancelled.Outcome?.Reason), "ends at once");
        Expect.True(!await Store.CancelAsync(Tenant, waits.Id, "again", cancellationToken).ConfigureAwait(false), "once");
        Expect.True(!await Store.CancelAsync(Tenant, Guid.NewGuid(), "unknown", cancellationToken).ConfigureAwait(false), "an unknown one is not there");

        await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        var goesOn = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        Expect.True(await Store.CancelAsync(Tenant, goesOn.Id, "stop", cancellationToken).ConfigureAwait(false), "one that goes on");
        var renewal = await Store.RenewAsync(Tenant, [goesOn], _lease, cancellationToken).ConfigureAwait(false);
        Expect.True(renewal.Held.Contains(goesOn.Id) && renewal.Cancelled.GetValueOrDefault(goesOn.Id) == "stop", "its holder hears it");
        Clock.Advance(_lease);
        Expect.Equal("stop", (await ClaimOneAsync(cancellationToken).ConfigureAwait(false)).CancelReason, "and so does who takes it over");
    }

    /// <summary>Runs that ended well are forgotten in their time; failed ones stay.</summary>
    public async Task Runs_are_forgotten_in_their_time(CancellationToken cancellationToken)
    {
        RunState[] ends = [RunState.Succeeded, RunState.Partial, RunState.Cancelled, RunState.Failed, RunState.Discarded, RunState.Abandoned];
        foreach (var _ in ends)
        {
            await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        }

        var claimed = await ClaimAsync(cancellationToken).ConfigureAwait(false);
        await Store.SettleAsync(Tenant, [.. claimed.Zip(ends, (run, end) => new QueueSettlement(run, end, default, null))], cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(New(), cancellationToken).ConfigureAwait(false);
        var keep = Duration.FromDays(14);
        Clock.Advance(keep);
        Expect.Equal(0, await Store.ForgetAsync(Tenant, keep, 10, cancellationToken).ConfigureAwait(false), "not before its time");
        Clock.Advance(Microseconds.ToDuration(1));
        Expect.Equal(2, await Store.ForgetAsync(Tenant, keep, 2, cancellationToken).ConfigureAwait(false), "at most so many");
        Expect.Equal(1, await Store.ForgetAsync(Tenant, keep, 10, cancellationToken).ConfigureAwait(false), "the rest");
        foreach (var (run, end) in claimed.Zip(ends))
        {
            var stays = await Store.FindAsync(Tenant, run.Id, cancellationToken).ConfigureAwait(false) is not null;
            Expect.Equal(end is RunState.Failed or RunState.Discarded or RunState.Abandoned, stays, $"{end} stays or goes");
        }

        Expect.Equal(1, (await ClaimAsync(cancellationToken).ConfigureAwait(false)).Count, "what waits is never forgotten");
    }
}
