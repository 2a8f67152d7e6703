using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>The row of a queued run is its own mark.</summary>
internal sealed class QueueRunGuard : IQueueRunGuard
{
    public async ValueTask<bool> CheckAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken)
    {
        var share = transaction.Dialect().ForShare;
        return await transaction.FirstOrDefaultAsync(
            $"""
            SELECT 1 FROM carillon_job
            WHERE tenant_id = {transaction.Tenant} AND job_id = {runId} AND fence_number = {fence.Number} AND state = {RunState.Running}{share}
            """,
            r => r.Int(0),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    public async ValueTask<bool> FinishAsync(TenantTransaction transaction, Guid runId, Fence fence, RunOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var counts = outcome.Counts;
        return await transaction.ExecuteAsync(
            $"""
            UPDATE carillon_job SET state = {outcome.State}, wake_at = NULL, reason = {outcome.Reason}, due = {counts.Due}, acted = {counts.Acted},
                lost_race = {counts.LostRace}, failed = {counts.Failed}, quarantined = {counts.Quarantined},
                oldest_overdue = {counts.OldestOverdue}, ended_at = {outcome.At}
            WHERE tenant_id = {transaction.Tenant} AND job_id = {runId} AND fence_number = {fence.Number} AND state = {RunState.Running}
            """,
            cancellationToken).ConfigureAwait(false) == 1;
    }
}
