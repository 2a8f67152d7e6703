using Carillon.Jobs;
using Carillon.Locking;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RelationalRunStore(ControlDatabase control) : IRunStore
{
    public ValueTask<RunInsertion> InsertAsync(JobRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return control.WriteAsync(transaction => transaction.InsertRunAsync(run, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<JobRun>> ClaimAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var known = Known(claim.Known);
        return control.WriteAsync<IReadOnlyList<JobRun>>(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var skipLocked = transaction.Dialect().ForUpdateSkipLocked;

                // The first of each tenant, then the second of each: a backlog of one does not stand before the others.
                return await transaction.QueryAsync(
                    $"""
                    WITH due AS (
                        SELECT c.run_id AS due_id, c.wake_at AS due_wake, row_number() OVER (PARTITION BY c.tenant_id ORDER BY c.wake_at, c.run_id) AS place
                        FROM carillon_job_run AS c
                        JOIN {known:k} ON k.name = c.job AND c.version <= k.version
                        WHERE c.wake_at <= {now} AND ({claim.Tenant} IS NULL OR c.tenant_id = {claim.Tenant})
                            AND ({claim.RunId} IS NULL OR c.run_id = {claim.RunId})),
                    chosen AS (
                        SELECT l.run_id AS chosen_id FROM carillon_job_run AS l
                        WHERE l.wake_at <= {now} AND l.run_id IN (SELECT due_id FROM due ORDER BY place, due_wake LIMIT {claim.Limit}){skipLocked})
                    UPDATE carillon_job_run SET state = {RunState.Running}, attempt = attempt + 1,
                        fence_epoch = COALESCE((SELECT max(epoch) FROM carillon_epoch), 0), fence_number = fence_number + 1, wake_at = {now + claim.Lease}
                    FROM chosen WHERE run_id = chosen_id
                    RETURNING {RunStatements.Columns}
                    """,
                    RunStatements.Read,
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public ValueTask<bool> RenewAsync(Guid runId, Fence fence, Duration lease, CancellationToken cancellationToken) =>
        control.WriteAsync(
            async transaction =>
            {
                var until = await transaction.NowAsync(cancellationToken).ConfigureAwait(false) + lease;
                return await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_job_run SET wake_at = {until}
                    WHERE run_id = {runId} AND fence_epoch = {fence.Epoch} AND fence_number = {fence.Number} AND state = {RunState.Running}
                    """,
                    cancellationToken).ConfigureAwait(false) == 1;
            },
            cancellationToken);

    public ValueTask<bool> PostponeAsync(Guid runId, Fence fence, RunPostponement postponement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(postponement);
        return control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                return await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_job_run SET state = {postponement.State}, wake_at = {postponement.Until ?? now + postponement.After},
                        attempt = attempt - 1 + {postponement.Attempts}, reason = {postponement.Reason}
                    WHERE run_id = {runId} AND fence_epoch = {fence.Epoch} AND fence_number = {fence.Number} AND state = {RunState.Running}
                    """,
                    cancellationToken).ConfigureAwait(false) == 1;
            },
            cancellationToken);
    }

    public async ValueTask ProjectAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var counts = outcome.Counts;
        await control.WriteAsync(
            transaction => transaction.ExecuteAsync(
                $"""
                UPDATE carillon_job_run SET state = {outcome.State}, reason = {outcome.Reason}, due = {counts.Due}, acted = {counts.Acted},
                    lost_race = {counts.LostRace}, failed = {counts.Failed}, quarantined = {counts.Quarantined},
                    oldest_overdue = {counts.OldestOverdue}, ended_at = {outcome.At}, wake_at = NULL, live_key = NULL
                WHERE run_id = {runId}
                """,
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken) =>
        control.ReadAsync(
            transaction => transaction.FirstOrDefaultAsync<JobRun?>(
                $"SELECT {RunStatements.Columns} FROM carillon_job_run WHERE run_id = {runId}", RunStatements.Read, cancellationToken),
            cancellationToken);

    public ValueTask<RunBacklog> NextAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken) =>
        control.ReadAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var next = await transaction.FirstOrDefaultAsync<Instant?>(
                    $"""
                    SELECT wake_at FROM carillon_job_run AS c
                    WHERE wake_at IS NOT NULL AND EXISTS (SELECT 1 FROM {Known(known):k} WHERE k.name = c.job AND c.version <= k.version)
                    ORDER BY wake_at LIMIT 1
                    """,
                    r => r.Instant(0),
                    cancellationToken).ConfigureAwait(false);
                return new RunBacklog(now, next);
            },
            cancellationToken);

    public ValueTask<long> CountUnknownAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken) =>
        control.ReadAsync(
            transaction => transaction.FirstOrDefaultAsync(
                $"""
                SELECT count(*) FROM carillon_job_run AS c
                WHERE wake_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {Known(known):k} WHERE k.name = c.job AND c.version <= k.version)
                """,
                r => r.Long(0),
                cancellationToken),
            cancellationToken);

    private static RowSet Known(IReadOnlyDictionary<JobName, int> known) =>
        RowSet.Of(known.ToList(), c => c.Column("name", k => k.Key.Value).Column("version", k => k.Value));
}
