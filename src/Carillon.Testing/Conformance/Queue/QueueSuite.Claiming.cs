using Carillon.Jobs;
using Carillon.Time;
using NodaTime;

namespace Carillon.Testing.Conformance.Queue;

public abstract partial class QueueSuite
{
    /// <summary>A run is read back as it was enqueued; enqueuing it again adds nothing, and with other arguments it is refused.</summary>
    public async Task A_run_is_enqueued_once(CancellationToken cancellationToken)
    {
        var job = New(Duration.FromMinutes(1), "{\"a\":\"é\"}", new() { Key = "k" });
        var added = await AskAsync(t => Store.InsertAsync(t, [job], cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.Equal([job.Run.Id], added.ToList(), "it is added");
        Expect.Equal(job.Run, await FindAsync(job.Run.Id, cancellationToken).ConfigureAwait(false), "it is read back as it was");
        added = await AskAsync(t => Store.InsertAsync(t, [job, New()], cancellationToken), cancellationToken).ConfigureAwait(false);
        Expect.True(added.Count == 1 && !added.Contains(job.Run.Id), "only what is new is added");
        var other = job with { Run = job.Run with { Payload = job.Run.Payload with { Json = "{}" } } };
        await Expect.ThrowsAsync<JobConflictException>(() => EnqueueAsync(other, cancellationToken), "other arguments under the same id").ConfigureAwait(false);
        var newer = other with { Run = other.Run with { Payload = other.Run.Payload with { Version = 2 } } };
        await EnqueueAsync(newer, cancellationToken).ConfigureAwait(false);
        Expect.Equal(job.Run, await FindAsync(job.Run.Id, cancellationToken).ConfigureAwait(false), "arguments of another version are not compared");
        Expect.Null(await Store.FindAsync(Tenant, Guid.NewGuid(), cancellationToken).ConfigureAwait(false), "an unknown run is null");
    }

    /// <summary>A run can be claimed from its instant on, by one.</summary>
    public async Task A_run_is_claimed_at_its_instant_by_one(CancellationToken cancellationToken)
    {
        var run = await EnqueueAsync(New(Duration.FromMinutes(1)), cancellationToken).ConfigureAwait(false);
        Clock.Advance(Duration.FromMinutes(1) - Microseconds.ToDuration(1));
        Expect.Equal(0, (await ClaimAsync(cancellationToken).ConfigureAwait(false)).Count, "not before its instant");
        Expect.Equal(run.DueAt, (await LookAsync(cancellationToken).ConfigureAwait(false)).Next, "it is known when");
        Clock.Advance(Microseconds.ToDuration(1));
        var claimed = await ClaimOneAsync(cancellationToken).ConfigureAwait(false);
        Expect.Equal((run.Id, RunState.Running, 1, Clock.GetCurrentInstant() + _lease), (claimed.Id, claimed.State, claimed.Attempt, claimed.WakeAt), "it is claimed");
        Expect.True(claimed.Fence > run.Fence, "its fence rises");
        Expect.Equal(0, (await ClaimAsync(cancellationToken).ConfigureAwait(false)).Count, "nobody else gets it");
    }

    /// <summary>Many claimers at once share the runs out: each is claimed by one, and none is left.</summary>
    public async Task Claimers_share_the_runs_out(CancellationToken cancellationToken)
    {
        var jobs = Enumerable.Range(0, 200).Select(_ => New()).ToList();
        await InTransactionAsync(async t => await Store.InsertAsync(t, jobs, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var mine = new List<JobRun>();
                while (await ClaimAsync(cancellationToken, 7).ConfigureAwait(false) is { Count: > 0 } claimed)
                {
                    mine.AddRange(claimed);
                }

                return mine;
            },
            cancellationToken))).ConfigureAwait(false);
        var all = claims.SelectMany(c => c).Concat(await ClaimAsync(cancellationToken).ConfigureAwait(false)).Select(r => r.Id).ToList();
        Expect.Equal(jobs.Count, all.Count, "as many claims as runs");
        Expect.Equal(jobs.Count, all.Distinct().Count(), "each run once");
    }

    /// <summary>Higher priorities come first; within one, those that woke first. What is scheduled for later stands in nobody's way.</summary>
    public async Task Priorities_come_first_and_then_the_order_of_waking(CancellationToken cancellationToken)
    {
        var second = await EnqueueAsync(New(Duration.FromSeconds(2)), cancellationToken).ConfigureAwait(false);
        var first = await EnqueueAsync(New(Duration.FromSeconds(1)), cancellationToken).ConfigureAwait(false);
        var low = await EnqueueAsync(New(options: new() { Priority = JobPriority.Low }), cancellationToken).ConfigureAwait(false);
        var high = await EnqueueAsync(New(Duration.FromSeconds(3), options: new() { Priority = JobPriority.High }), cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(New(Duration.FromHours(1), options: new() { Priority = JobPriority.High }), cancellationToken).ConfigureAwait(false);
        Clock.Advance(Duration.FromSeconds(5));
        var order = new List<Guid>();
        while (await ClaimAsync(cancellationToken, 1).ConfigureAwait(false) is [var claimed])
        {
            order.Add(claimed.Id);
        }

        Expect.Equal([high.Id, first.Id, second.Id, low.Id], order, "the order of claims");
    }

    /// <summary>Runs of jobs, or of versions, that a host does not know wait and are counted.</summary>
    public async Task What_a_host_does_not_know_waits_and_is_counted(CancellationToken cancellationToken)
    {
        var newer = New(version: 3);
        var stranger = newer with { Run = newer.Run with { Id = Guid.NewGuid(), Payload = new(new("conformance.other"), 1, "{}") } };
        await EnqueueAsync(newer, cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(stranger, cancellationToken).ConfigureAwait(false);
        var since = Clock.GetCurrentInstant();
        Clock.Advance(Duration.FromMinutes(1));
        Expect.Equal(0, (await ClaimAsync(cancellationToken).ConfigureAwait(false)).Count, "nothing that is known is due");
        Expect.Equal(new(Clock.GetCurrentInstant(), null, 2, since), await LookAsync(cancellationToken).ConfigureAwait(false), "what waits is counted");
        var claimed = await Store.ClaimAsync(Tenant, new Dictionary<JobName, int> { [_job] = 3 }, 5, _lease, cancellationToken).ConfigureAwait(false);
        Expect.Equal([newer.Run.Id], claimed.Select(r => r.Id).ToList(), "a host that knows it claims it");
    }

    private async Task<QueueOutlook> LookAsync(CancellationToken cancellationToken) => await Store.LookAsync(Tenant, _known, cancellationToken).ConfigureAwait(false);
}
