using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Keeps queues in memory: for unit tests, and as the model that the stores in databases are compared with.</summary>
public sealed class InMemoryQueueStore(IClock clock) : IQueueStore, IQueueRunGuard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId Tenant, Guid Id), Entry> _entries = [];

    /// <inheritdoc />
    public ValueTask<IReadOnlySet<Guid>> InsertAsync(TenantTransaction transaction, IReadOnlyCollection<NewQueuedJob> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(jobs);
        lock (_gate)
        {
            foreach (var job in jobs)
            {
                if (_entries.GetValueOrDefault((transaction.Tenant, job.Run.Id)) is { Run.Payload: var payload }
                    && payload.Version == job.Run.Payload.Version && payload.Json != job.Run.Payload.Json)
                {
                    throw new JobConflictException(transaction.Tenant, payload.Definition, job.Options.Key ?? string.Empty);
                }
            }

            IReadOnlySet<Guid> added = jobs.Where(j => !_entries.ContainsKey((transaction.Tenant, j.Run.Id))).Select(j => j.Run.Id).ToHashSet();
            transaction.OnCommitted(_ => Add(jobs));
            return ValueTask.FromResult(added);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<JobRun>> ClaimAsync(
        TenantId tenant, IReadOnlyDictionary<JobName, int> known, int limit, Duration lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        lock (_gate)
        {
            var now = Now();
            var due = Of(tenant).Where(e => e.Run.WakeAt <= now && Knows(known, e.Run))
                .OrderByDescending(e => e.Options.Priority).ThenBy(e => e.Run.WakeAt).ThenBy(e => e.Run.Id).Take(limit).ToList();
            foreach (var entry in due)
            {
                entry.Run = entry.Run with
                {
                    State = RunState.Running,
                    Attempt = entry.Run.Attempt + 1,
                    Fence = new Fence(0, entry.Run.Fence.Number + 1),
                    WakeAt = now + lease,
                };
            }

            return ValueTask.FromResult<IReadOnlyList<JobRun>>([.. due.Select(e => e.Run)]);
        }
    }

    /// <inheritdoc />
    public ValueTask<QueueRenewal> RenewAsync(TenantId tenant, IReadOnlyCollection<JobRun> claimed, Duration lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        lock (_gate)
        {
            var held = claimed.Select(c => Find(tenant, c.Id, c.Fence)).OfType<Entry>().ToList();
            held.ForEach(e => e.Run = e.Run with { WakeAt = Now() + lease });
            return ValueTask.FromResult(new QueueRenewal(
                held.Select(e => e.Run.Id).ToHashSet(),
                held.Where(e => e.Run.CancelReason is not null).ToDictionary(e => e.Run.Id, e => e.Run.CancelReason!)));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlySet<Guid>> SettleAsync(TenantId tenant, IReadOnlyCollection<QueueSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        lock (_gate)
        {
            var settled = new HashSet<Guid>();
            foreach (var settlement in settlements)
            {
                if (Find(tenant, settlement.Run.Id, settlement.Run.Fence) is { } entry)
                {
                    entry.Run = After(entry.Run, settlement, Now());
                    settled.Add(entry.Run.Id);
                }
            }

            return ValueTask.FromResult<IReadOnlySet<Guid>>(settled);
        }
    }

    /// <inheritdoc />
    public ValueTask<QueueOutlook> LookAsync(TenantId tenant, IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        lock (_gate)
        {
            var now = Now();
            var unknown = Of(tenant).Where(e => e.Run.WakeAt <= now && !Knows(known, e.Run)).ToList();
            return ValueTask.FromResult(new QueueOutlook(
                now, Of(tenant).Where(e => Knows(known, e.Run)).Min(e => e.Run.WakeAt), unknown.Count, unknown.Min(e => e.Run.WakeAt)));
        }
    }

    /// <inheritdoc />
    public ValueTask<JobRun?> FindAsync(TenantId tenant, Guid jobId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_entries.GetValueOrDefault((tenant, jobId))?.Run);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> CancelAsync(TenantId tenant, Guid jobId, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        lock (_gate)
        {
            if (_entries.GetValueOrDefault((tenant, jobId)) is not { Run.Outcome: null } entry)
            {
                return ValueTask.FromResult(false);
            }

            entry.Run = entry.Run.State == RunState.Running
                ? entry.Run with { CancelReason = reason }
                : Ended(entry.Run with { CancelReason = reason }, new(RunState.Cancelled, default, reason, Now()));
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc />
    public ValueTask<int> ForgetAsync(TenantId tenant, Duration endedBefore, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var before = Now() - endedBefore;
            var old = Of(tenant).Where(e => e.Run is { State: RunState.Succeeded or RunState.Partial or RunState.Cancelled } && e.Run.Outcome!.At < before)
                .OrderBy(e => e.Run.Outcome!.At).Take(limit).ToList();
            old.ForEach(e => _entries.Remove((tenant, e.Run.Id)));
            return ValueTask.FromResult(old.Count);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> CheckAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        lock (_gate)
        {
            return ValueTask.FromResult(Find(transaction.Tenant, runId, fence) is not null);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> FinishAsync(TenantTransaction transaction, Guid runId, Fence fence, RunOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        lock (_gate)
        {
            if (Find(transaction.Tenant, runId, fence) is not { } entry)
            {
                return ValueTask.FromResult(false);
            }

            entry.Run = Ended(entry.Run, outcome);
            return ValueTask.FromResult(true);
        }
    }

    private static bool Knows(IReadOnlyDictionary<JobName, int> known, JobRun run) =>
        known.TryGetValue(run.Payload.Definition, out var version) && run.Payload.Version <= version;

    private static JobRun After(JobRun run, QueueSettlement settlement, Instant now) => settlement.Postponement is { } put
        ? run with { State = put.State, WakeAt = put.Until ?? now + put.After, Attempt = run.Attempt - 1 + put.Attempts, Reason = put.Reason }
        : Ended(run, new(settlement.State, settlement.Counts, settlement.Reason, now));

    private static JobRun Ended(JobRun run, RunOutcome outcome) => run with { State = outcome.State, WakeAt = null, Reason = outcome.Reason, Outcome = outcome };

    private IEnumerable<Entry> Of(TenantId tenant) => _entries.Where(e => e.Key.Tenant == tenant).Select(e => e.Value);

    private Entry? Find(TenantId tenant, Guid id, Fence fence) =>
        _entries.GetValueOrDefault((tenant, id)) is { Run.State: RunState.Running } entry && entry.Run.Fence == fence ? entry : null;

    private ValueTask Add(IReadOnlyCollection<NewQueuedJob> jobs)
    {
        lock (_gate)
        {
            foreach (var job in jobs)
            {
                _entries.TryAdd((job.Run.Tenant, job.Run.Id), new(job.Run, job.Options));
            }

            return ValueTask.CompletedTask;
        }
    }

    private Instant Now() => clock.GetCurrentInstant().TruncateToMicroseconds();

    private sealed class Entry(JobRun run, EnqueueOptions options)
    {
        public JobRun Run { get; set; } = run;

        public EnqueueOptions Options { get; } = options;
    }
}
