using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>The statements on a tenant's queue.</summary>
internal static class QueueStatements
{
    private const int LongestReason = 1000;

    private static readonly SqlText Columns = new("job_id, job, version, args, due_at, wake_at, attempt, fence_number, cancel_reason, " + OutcomeColumns.Names.Text);

    public static async ValueTask<IReadOnlySet<Guid>> InsertJobsAsync(
        this TenantTransaction transaction, IReadOnlyCollection<NewQueuedJob> jobs, Instant now, CancellationToken ct)
    {
        var rows = RowSet.Of(jobs, c => c
            .Column("job_id", j => j.Run.Id)
            .Column("job", j => j.Run.Payload.Definition.Value)
            .Column("version", j => j.Run.Payload.Version)
            .Column("args", j => j.Run.Payload.Json)
            .Column("job_key", j => j.Options.Key)
            .Column("subject", j => j.Options.Subject)
            .Column("priority", j => (int)j.Options.Priority)
            .Column("due_at", j => j.Run.DueAt));
        var inserted = await transaction.QueryAsync(
            $"""
            INSERT INTO carillon_job (tenant_id, job_id, job, version, args, job_key, subject, priority, enqueued_at, due_at, state, wake_at,
                attempt, fence_epoch, fence_number)
            SELECT {transaction.Tenant}, r.job_id, r.job, r.version, r.args, r.job_key, r.subject, r.priority, {now}, r.due_at,
                {RunState.Waiting}, r.due_at, 0, 0, 0
            FROM {rows:r} WHERE true
            ON CONFLICT DO NOTHING RETURNING job_id
            """,
            r => r.Guid(0),
            ct).ConfigureAwait(false);
        if (inserted.Count < jobs.Count)
        {
            await transaction.RequireSameJobsAsync(rows, ct).ConfigureAwait(false);
        }

        return inserted.ToHashSet();
    }

    public static async ValueTask<List<JobRun>> ClaimJobsAsync(
        this TenantTransaction transaction, JobPriority priority, IReadOnlyDictionary<JobName, int> known, int limit, Instant now, Duration lease, CancellationToken ct)
    {
        var dialect = transaction.Dialect();
        var claimed = await transaction.QueryAsync(
            $"""
            WITH due AS {dialect.Materialized} (
                SELECT job_id AS due_id FROM carillon_job AS j
                WHERE tenant_id = {transaction.Tenant} AND priority = {priority} AND wake_at IS NOT NULL AND wake_at <= {now}
                    AND EXISTS (SELECT 1 FROM {Known(known):k} WHERE k.name = j.job AND j.version <= k.version)
                ORDER BY wake_at, job_id LIMIT {limit}{dialect.ForUpdateSkipLocked})
            UPDATE carillon_job SET state = {RunState.Running}, attempt = attempt + 1, fence_number = fence_number + 1, wake_at = {now + lease}
            FROM due WHERE tenant_id = {transaction.Tenant} AND job_id = due.due_id
            RETURNING {Columns}
            """,
            Reader(transaction.Tenant),
            ct).ConfigureAwait(false);
        claimed.Sort(static (a, b) => (a.DueAt, a.Id).CompareTo((b.DueAt, b.Id)));
        return claimed;
    }

    public static ValueTask<List<(Guid Id, string? CancelReason)>> RenewJobsAsync(
        this TenantTransaction transaction, IReadOnlyCollection<JobRun> claimed, Instant until, CancellationToken ct)
    {
        var rows = RowSet.Of(claimed, c => c.Column("job_id", j => j.Id).Column("fence", j => j.Fence.Number));
        return transaction.QueryAsync(
            $"""
            UPDATE carillon_job SET wake_at = {until} FROM {rows:r}
            WHERE tenant_id = {transaction.Tenant} AND carillon_job.job_id = r.job_id AND fence_number = r.fence AND state = {RunState.Running}
            RETURNING carillon_job.job_id, cancel_reason
            """,
            r => (r.Guid(0), r.TextOrNull(1)),
            ct);
    }

    public static async ValueTask<IReadOnlySet<Guid>> SettleJobsAsync(
        this TenantTransaction transaction, IReadOnlyCollection<QueueSettlement> settlements, Instant now, CancellationToken ct)
    {
        var rows = RowSet.Of(settlements, c => c
            .Column("job_id", s => s.Run.Id)
            .Column("fence", s => s.Run.Fence.Number)
            .Column("next_state", s => (int)s.State)
            .Column("next_wake", s => s.Postponement is { } put ? put.Until ?? now + put.After : default(Instant?))
            .Column("attempts", s => s.Postponement?.Attempts ?? 1)
            .Column("why", s => s.Reason is { Length: > LongestReason } long_ ? long_[..LongestReason] : s.Reason)
            .Column("n_due", s => s.Counts.Due)
            .Column("n_acted", s => s.Counts.Acted)
            .Column("n_lost", s => s.Counts.LostRace)
            .Column("n_failed", s => s.Counts.Failed)
            .Column("n_quarantined", s => s.Counts.Quarantined)
            .Column("overdue", s => s.Counts.OldestOverdue)
            .Column("ended", s => s.Postponement is null ? now : default(Instant?)));
        var settled = await transaction.QueryAsync(
            $"""
            UPDATE carillon_job SET state = r.next_state, wake_at = r.next_wake, attempt = attempt - 1 + r.attempts, reason = r.why,
                due = r.n_due, acted = r.n_acted, lost_race = r.n_lost, failed = r.n_failed, quarantined = r.n_quarantined,
                oldest_overdue = r.overdue, ended_at = r.ended
            FROM {rows:r}
            WHERE tenant_id = {transaction.Tenant} AND carillon_job.job_id = r.job_id AND fence_number = r.fence AND state = {RunState.Running}
            RETURNING carillon_job.job_id
            """,
            r => r.Guid(0),
            ct).ConfigureAwait(false);
        return settled.ToHashSet();
    }

    public static async ValueTask<QueueOutlook> LookAtJobsAsync(
        this TenantTransaction transaction, IEnumerable<JobPriority> priorities, IReadOnlyDictionary<JobName, int> known, Instant now, CancellationToken ct)
    {
        var levels = RowSet.Of(priorities.ToList(), c => c.Column("level", p => (int)p));
        var next = await transaction.QueryAsync(
            $"""
            SELECT (SELECT wake_at FROM carillon_job AS j
                WHERE tenant_id = {transaction.Tenant} AND priority = p.level AND wake_at IS NOT NULL
                    AND EXISTS (SELECT 1 FROM {Known(known):k} WHERE k.name = j.job AND j.version <= k.version)
                ORDER BY wake_at LIMIT 1)
            FROM {levels:p}
            """,
            r => r.InstantOrNull(0),
            ct).ConfigureAwait(false);
        var unknown = await transaction.FirstOrDefaultAsync(
            $"""
            SELECT count(*), min(wake_at) FROM carillon_job AS j
            WHERE tenant_id = {transaction.Tenant} AND wake_at IS NOT NULL AND wake_at <= {now}
                AND NOT EXISTS (SELECT 1 FROM {Known(known):k} WHERE k.name = j.job AND j.version <= k.version)
            """,
            r => (Due: r.Long(0), Oldest: r.InstantOrNull(1)),
            ct).ConfigureAwait(false);
        return new(now, next.Min(), unknown.Due, unknown.Oldest);
    }

    public static ValueTask<JobRun?> FindJobAsync(this TenantTransaction transaction, Guid jobId, CancellationToken ct) =>
        transaction.FirstOrDefaultAsync<JobRun?>(
            $"SELECT {Columns} FROM carillon_job WHERE tenant_id = {transaction.Tenant} AND job_id = {jobId}", Reader(transaction.Tenant), ct);

    public static async ValueTask<bool> CancelJobAsync(this TenantTransaction transaction, Guid jobId, string reason, Instant now, CancellationToken ct)
    {
        var why = reason.Length > LongestReason ? reason[..LongestReason] : reason;
        var cancelled = await transaction.ExecuteAsync(
            $"""
            UPDATE carillon_job SET cancel_reason = {why},
                state = CASE WHEN state = {RunState.Running} THEN state ELSE {(int)RunState.Cancelled} END,
                reason = CASE WHEN state = {RunState.Running} THEN reason ELSE {why} END,
                ended_at = CASE WHEN state = {RunState.Running} THEN ended_at ELSE {now} END,
                wake_at = CASE WHEN state = {RunState.Running} THEN wake_at ELSE NULL END
            WHERE tenant_id = {transaction.Tenant} AND job_id = {jobId} AND ended_at IS NULL
            """,
            ct).ConfigureAwait(false);
        return cancelled == 1;
    }

    public static ValueTask<int> ForgetJobsAsync(this TenantTransaction transaction, Instant before, int limit, CancellationToken ct) =>
        transaction.ExecuteAsync(
            $"""
            DELETE FROM carillon_job WHERE tenant_id = {transaction.Tenant} AND job_id IN (
                SELECT job_id FROM carillon_job
                WHERE tenant_id = {transaction.Tenant} AND ended_at IS NOT NULL AND ended_at < {before}
                    AND state IN ({RunState.Succeeded}, {RunState.Partial}, {RunState.Cancelled})
                ORDER BY ended_at LIMIT {limit})
            """,
            ct);

    private static async ValueTask RequireSameJobsAsync(this TenantTransaction transaction, RowSet rows, CancellationToken ct)
    {
        var (job, key) = await transaction.FirstOrDefaultAsync(
            $"""
            SELECT j.job, j.job_key FROM carillon_job AS j JOIN {rows:r} ON j.job_id = r.job_id
            WHERE j.tenant_id = {transaction.Tenant} AND j.version = r.version AND j.args <> r.args
            ORDER BY j.job_key LIMIT 1
            """,
            r => (r.Text(0), r.TextOrNull(1)),
            ct).ConfigureAwait(false);
        if (job is not null)
        {
            throw new JobConflictException(transaction.Tenant, new JobName(job), key ?? string.Empty);
        }
    }

    private static RowSet Known(IReadOnlyDictionary<JobName, int> known) =>
        RowSet.Of(known.ToList(), c => c.Column("name", k => k.Key.Value).Column("version", k => k.Value));

    private static Func<SqlRow, JobRun> Reader(TenantId tenant) => row =>
        new(row.Guid(0), tenant, new(new JobName(row.Text(1)), row.Int(2), row.Text(3)), row.Instant(4))
        {
            WakeAt = row.InstantOrNull(5),
            Attempt = row.Int(6),
            Fence = new Fence(0, row.Long(7)),
            CancelReason = row.TextOrNull(8),
            State = (RunState)row.Int(9),
            Reason = row.TextOrNull(10),
            Outcome = OutcomeColumns.Read(row, 9),
        };
}
