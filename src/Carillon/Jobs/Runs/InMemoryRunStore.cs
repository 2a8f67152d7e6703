using Carillon.Locking;
using Carillon.Time;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Runs in memory, for tests and for hosts without a database.</summary>
public sealed class InMemoryRunStore(IClock clock) : IRunStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, JobRun> _runs = [];

    /// <summary>All runs, by due instant.</summary>
    public IReadOnlyList<JobRun> Runs
    {
        get
        {
            lock (_gate)
            {
                return [.. _runs.Values.OrderBy(r => r.DueAt)];
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<RunInsertion> InsertAsync(JobRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_gate)
        {
            return ValueTask.FromResult(Insert(run));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<JobRun>> ClaimAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        lock (_gate)
        {
            var now = Now();
            var due = _runs.Values
                .Where(r => r.WakeAt <= now && Knows(claim.Known, r))
                .Where(r => (claim.Tenant is null || r.Tenant == claim.Tenant) && (claim.RunId is null || r.Id == claim.RunId))
                .GroupBy(r => r.Tenant)
                .SelectMany(tenant => tenant.OrderBy(r => r.WakeAt).Select((run, rank) => (Run: run, Rank: rank)))
                .OrderBy(r => r.Rank).ThenBy(r => r.Run.WakeAt)
                .Take(claim.Limit)
                .ToList();
            return ValueTask.FromResult<IReadOnlyList<JobRun>>(due.ConvertAll(d => Put(d.Run with
            {
                State = RunState.Running,
                Attempt = d.Run.Attempt + 1,
                Fence = d.Run.Fence with { Number = d.Run.Fence.Number + 1 },
                WakeAt = now + claim.Lease,
            })));
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> RenewAsync(Guid runId, Fence fence, Duration lease, CancellationToken cancellationToken) =>
        Change(runId, fence, run => run with { WakeAt = Now() + lease });

    /// <inheritdoc />
    public ValueTask<bool> PostponeAsync(Guid runId, Fence fence, RunPostponement postponement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(postponement);
        return Change(runId, fence, run => run with
        {
            State = postponement.State,
            WakeAt = postponement.Until ?? Now() + postponement.After,
            Attempt = run.Attempt - 1 + postponement.Attempts,
            Reason = postponement.Reason,
        });
    }

    /// <inheritdoc />
    public ValueTask ProjectAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        lock (_gate)
        {
            if (_runs.TryGetValue(runId, out var run))
            {
                Put(run with { State = outcome.State, Outcome = outcome, Reason = outcome.Reason, WakeAt = null });
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc />
    public ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_runs.GetValueOrDefault(runId));
        }
    }

    /// <inheritdoc />
    public ValueTask<RunBacklog> NextAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(new RunBacklog(Now(), _runs.Values.Where(r => Knows(known, r)).Min(r => r.WakeAt)));
        }
    }

    /// <inheritdoc />
    public ValueTask<long> CountUnknownAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_runs.Values.LongCount(r => r.WakeAt is not null && !Knows(known, r)));
        }
    }

    /// <summary>Inserts while the caller holds the lock of <see cref="InMemoryScheduleStore"/>; the run's own lock is taken here.</summary>
    internal RunInsertion Insert(JobRun run)
    {
        lock (_gate)
        {
            if (_runs.ContainsKey(run.Id))
            {
                return RunInsertion.Exists;
            }

            if (run.ConcurrencyKey is { } key && _runs.Values.Any(r => r.ConcurrencyKey == key && !r.State.IsFinal()))
            {
                return RunInsertion.Overlaps;
            }

            Put(run);
            return RunInsertion.Inserted;
        }
    }

    private static bool Knows(IReadOnlyDictionary<JobName, int> known, JobRun run) =>
        known.TryGetValue(run.Payload.Definition, out var version) && run.Payload.Version <= version;

    private ValueTask<bool> Change(Guid runId, Fence fence, Func<JobRun, JobRun> change)
    {
        lock (_gate)
        {
            var own = _runs.TryGetValue(runId, out var run) && run.Fence == fence && run.State == RunState.Running;
            if (own)
            {
                Put(change(run!));
            }

            return ValueTask.FromResult(own);
        }
    }

    private Instant Now() => clock.GetCurrentInstant().TruncateToMicroseconds();

    private JobRun Put(JobRun run) => _runs[run.Id] = run;
}
