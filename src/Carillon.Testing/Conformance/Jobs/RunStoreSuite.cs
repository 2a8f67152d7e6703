using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Conformance.Jobs;

/// <summary>What every store of runs and schedules must do.</summary>
public abstract class RunStoreSuite : ConformanceSuite
{
    private static readonly TenantId Acme = TenantId.Parse("acme");
    private static readonly TenantId Beta = TenantId.Parse("beta");
    private static readonly JobName Job = new("conformance.job");
    private static readonly Duration Lease = Duration.FromMinutes(1);
    private readonly Dictionary<JobName, int> _known = new() { [Job] = 1 };

    /// <summary>The runs of the case, none at first.</summary>
    protected abstract IRunStore Runs { get; }

    /// <summary>The schedules beside them, none at first.</summary>
    protected abstract IScheduleStore Schedules { get; }

    /// <summary>A run is read back as it was inserted, once.</summary>
    public async Task A_run_is_inserted_once(CancellationToken cancellationToken)
    {
        var run = await NewAsync(Acme, cancellationToken).ConfigureAwait(false) with
        {
            Occurrence = new("nightly", new LocalDateTime(2026, 3, 29, 2, 30, 15).PlusNanoseconds(120), 2),
            ConcurrencyKey = "conformance.job:acme",
        };
        Expect.Equal(RunInsertion.Inserted, await Runs.InsertAsync(run, cancellationToken).ConfigureAwait(false), "a new run is inserted");
        Expect.Equal(RunInsertion.Exists, await Runs.InsertAsync(run, cancellationToken).ConfigureAwait(false), "the same id is there already");
        Expect.Equal(RunInsertion.Overlaps, await Runs.InsertAsync(run with { Id = Guid.NewGuid() }, cancellationToken).ConfigureAwait(false), "one live run per key");
        Expect.Equal(run, await Runs.FindAsync(run.Id, cancellationToken).ConfigureAwait(false), "it is read back as it was");
        Expect.Null(await Runs.FindAsync(Guid.NewGuid(), cancellationToken).ConfigureAwait(false), "an unknown run is null");
    }

    /// <summary>A claim raises fence and attempt, and nobody else gets the run before its lease has ended.</summary>
    public async Task A_run_is_claimed_by_one(CancellationToken cancellationToken)
    {
        var run = await InsertAsync(Acme, cancellationToken).ConfigureAwait(false);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () => await Runs.ClaimAsync(new(_known, Lease, 5), cancellationToken).ConfigureAwait(false), cancellationToken))).ConfigureAwait(false);
        var claimed = claims.SelectMany(c => c).ToList();
        Expect.Equal(1, claimed.Count, "one claim wins");
        Expect.Equal((RunState.Running, 1, run.Fence with { Number = run.Fence.Number + 1 }), (claimed[0].State, claimed[0].Attempt, claimed[0].Fence), "state, attempt, fence");
        Expect.True(await Runs.RenewAsync(run.Id, claimed[0].Fence, Lease, cancellationToken).ConfigureAwait(false), "its holder renews it");
        Expect.True(!await Runs.RenewAsync(run.Id, run.Fence, Lease, cancellationToken).ConfigureAwait(false), "a lower fence does not");
    }

    /// <summary>A postponed run comes back with a higher fence; the old one has no say any more.</summary>
    public async Task A_postponed_run_comes_back_with_a_higher_fence(CancellationToken cancellationToken)
    {
        var run = await InsertAsync(Acme, cancellationToken).ConfigureAwait(false);
        var first = (await Runs.ClaimAsync(new(_known, Lease, 1), cancellationToken).ConfigureAwait(false)).Single();
        Expect.True(await Runs.PostponeAsync(run.Id, first.Fence, new(RunState.Retrying, Duration.Zero, "why"), cancellationToken).ConfigureAwait(false), "its holder puts it back");
        Expect.True(!await Runs.PostponeAsync(run.Id, first.Fence, new(RunState.Waiting, Duration.Zero, null), cancellationToken).ConfigureAwait(false), "once");
        Expect.Equal((RunState.Retrying, "why"), await StateAsync(run.Id, cancellationToken).ConfigureAwait(false), "state and reason are kept");
        var second = (await Runs.ClaimAsync(new(_known, Lease, 1), cancellationToken).ConfigureAwait(false)).Single();
        Expect.True(second.Fence > first.Fence && second.Attempt == 2, "fence and attempt rise");
        await Runs.PostponeAsync(run.Id, second.Fence, new(RunState.Waiting, Duration.FromHours(1), null) { Attempts = 0 }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, (await Runs.ClaimAsync(new(_known, Lease, 1), cancellationToken).ConfigureAwait(false)).Count, "it waits");
        Expect.Equal(1, (await Runs.FindAsync(run.Id, cancellationToken).ConfigureAwait(false))!.Attempt, "a snooze is no attempt");
    }

    /// <summary>The outcome ends the run and frees its key; repeating it changes nothing.</summary>
    public async Task An_outcome_ends_the_run_and_frees_its_key(CancellationToken cancellationToken)
    {
        var run = await NewAsync(Acme, cancellationToken).ConfigureAwait(false) with { ConcurrencyKey = "k" };
        await Runs.InsertAsync(run, cancellationToken).ConfigureAwait(false);
        var outcome = new RunOutcome(RunState.Failed, new(5, 4, 3, 2, 1, Duration.FromSeconds(6)), "because", run.DueAt);
        await Runs.ProjectAsync(run.Id, outcome, cancellationToken).ConfigureAwait(false);
        await Runs.ProjectAsync(run.Id, outcome, cancellationToken).ConfigureAwait(false);
        var found = Expect.NotNull(await Runs.FindAsync(run.Id, cancellationToken).ConfigureAwait(false), "it is kept");
        Expect.Equal((RunState.Failed, outcome, null), (found.State, found.Outcome, found.WakeAt), "the outcome is kept");
        Expect.Equal(0, (await Runs.ClaimAsync(new(_known, Lease, 1), cancellationToken).ConfigureAwait(false)).Count, "it is not claimed any more");
        Expect.Equal(RunInsertion.Inserted, await Runs.InsertAsync(run with { Id = Guid.NewGuid() }, cancellationToken).ConfigureAwait(false), "the key is free");
    }

    /// <summary>Claims take the first of each tenant before the second of any, and only what was asked for.</summary>
    public async Task Claims_go_around_the_tenants(CancellationToken cancellationToken)
    {
        for (var i = 0; i < 5; i++)
        {
            await InsertAsync(Acme, cancellationToken).ConfigureAwait(false);
        }

        var small = await InsertAsync(Beta, cancellationToken).ConfigureAwait(false);
        var first = await Runs.ClaimAsync(new(_known, Lease, 2), cancellationToken).ConfigureAwait(false);
        Expect.True(first.Count == 2 && first.Any(r => r.Id == small.Id), "a backlog of one tenant does not stand before another");
        var second = await Runs.ClaimAsync(new(_known, Lease, 9) { Tenant = Beta }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, second.Count, "only the asked tenant's");
        var wanted = await InsertAsync(Acme, cancellationToken).ConfigureAwait(false);
        Expect.Equal([wanted.Id], (await Runs.ClaimAsync(new(_known, Lease, 9) { RunId = wanted.Id }, cancellationToken).ConfigureAwait(false)).Select(r => r.Id), "only the asked run");
    }

    /// <summary>Unknown jobs and versions are left alone and counted.</summary>
    public async Task Unknown_work_waits_and_is_counted(CancellationToken cancellationToken)
    {
        var run = await NewAsync(Acme, cancellationToken).ConfigureAwait(false);
        await Runs.InsertAsync(run with { Payload = new(Job, 2, "{}") }, cancellationToken).ConfigureAwait(false);
        await Runs.InsertAsync(run with { Id = Guid.NewGuid(), Payload = new(new("other.job"), 1, "{}") }, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, (await Runs.ClaimAsync(new(_known, Lease, 9), cancellationToken).ConfigureAwait(false)).Count, "unknown work is not claimed");
        Expect.Null((await Runs.NextAsync(_known, cancellationToken).ConfigureAwait(false)).Next, "it wakes nobody");
        Expect.Equal(2L, await Runs.CountUnknownAsync(_known, cancellationToken).ConfigureAwait(false), "it is counted");
    }

    /// <summary>A schedule starts one period after it is first asked for, and anew when its period changes.</summary>
    public async Task A_schedule_starts_one_period_from_now_and_anew_when_it_changes(CancellationToken cancellationToken)
    {
        var seed = new ScheduleSeed(Acme, "s", Job, Duration.FromMinutes(10));
        await Schedules.EnsureAsync([seed], cancellationToken).ConfigureAwait(false);
        var row = await RowAsync(cancellationToken).ConfigureAwait(false);
        await Schedules.EnsureAsync([seed], cancellationToken).ConfigureAwait(false);
        Expect.Equal(row, await RowAsync(cancellationToken).ConfigureAwait(false), "asking again changes nothing");
        Expect.Equal<Instant?>(row.Activation + seed.Every, row.NextAt, "it starts one period after its activation");
        await Schedules.EnsureAsync([seed with { Every = Duration.FromMinutes(20) }], cancellationToken).ConfigureAwait(false);
        var changed = await RowAsync(cancellationToken).ConfigureAwait(false);
        Expect.True(changed.Version > row.Version && changed.NextAt == changed.Activation + Duration.FromMinutes(20), "a changed period starts anew");
        Expect.Equal(0, (await Schedules.ListAsync([Job], Duration.FromMinutes(5), null, 9, cancellationToken).ConfigureAwait(false)).Rows.Count, "nothing runs at once");
    }

    /// <summary>One of several hosts advances the schedule, and its run is there with it.</summary>
    public async Task An_occurrence_gets_one_run(CancellationToken cancellationToken)
    {
        await Schedules.EnsureAsync([new(Acme, "s", Job, Duration.FromMinutes(10))], cancellationToken).ConfigureAwait(false);
        var row = await RowAsync(cancellationToken).ConfigureAwait(false);
        var run = await NewAsync(Acme, cancellationToken).ConfigureAwait(false);
        var next = row.NextAt + Duration.FromMinutes(10);
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () => await Schedules.AdvanceAsync(row, next, run, cancellationToken).ConfigureAwait(false), cancellationToken))).ConfigureAwait(false);
        Expect.Equal(1, hosts.Count(h => h == RunInsertion.Inserted), "one host wins");
        Expect.Equal(3, hosts.Count(h => h == RunInsertion.LostRace), "the others lose");
        Expect.Equal(next, (await RowAsync(cancellationToken).ConfigureAwait(false)).NextAt, "the schedule has moved on");
        Expect.NotNull(await Runs.FindAsync(run.Id, cancellationToken).ConfigureAwait(false), "the run is there");
    }

    private async Task<JobRun> NewAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = (await Runs.NextAsync(_known, cancellationToken).ConfigureAwait(false)).Now;
        return new(Guid.NewGuid(), tenant, new(Job, 1, "{}"), now);
    }

    private async Task<JobRun> InsertAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var run = await NewAsync(tenant, cancellationToken).ConfigureAwait(false);
        await Runs.InsertAsync(run, cancellationToken).ConfigureAwait(false);
        return run;
    }

    private async Task<(RunState State, string? Reason)> StateAsync(Guid runId, CancellationToken cancellationToken)
    {
        var run = await Runs.FindAsync(runId, cancellationToken).ConfigureAwait(false);
        return (run!.State, run.Reason);
    }

    private async Task<ScheduleRow> RowAsync(CancellationToken cancellationToken) =>
        (await Schedules.ListAsync([Job], Duration.FromDays(1), null, 9, cancellationToken).ConfigureAwait(false)).Rows.Single();
}
