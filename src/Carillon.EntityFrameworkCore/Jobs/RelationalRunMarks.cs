using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RelationalRunMarks : IRunMarks
{
    public async ValueTask<RunMark> RaiseAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_run AS m (tenant_id, run_id, fence_epoch, fence_number)
            VALUES ({transaction.Tenant}, {runId}, {fence.Epoch}, {fence.Number})
            ON CONFLICT (tenant_id, run_id) DO UPDATE SET fence_epoch = excluded.fence_epoch, fence_number = excluded.fence_number
            WHERE m.ended_at IS NULL AND (m.fence_epoch, m.fence_number) < (excluded.fence_epoch, excluded.fence_number)
            """,
            cancellationToken).ConfigureAwait(false);
        return await FindAsync(transaction, runId, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The mark of run {runId} vanished inside its transaction.");
    }

    public async ValueTask<bool> CheckAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken)
    {
        var share = transaction.Dialect().ForShare;
        return await transaction.FirstOrDefaultAsync(
            $"""
            SELECT 1 FROM carillon_run
            WHERE tenant_id = {transaction.Tenant} AND run_id = {runId}
                AND fence_epoch = {fence.Epoch} AND fence_number = {fence.Number} AND ended_at IS NULL{share}
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
            UPDATE carillon_run SET state = {outcome.State}, reason = {outcome.Reason}, due = {counts.Due}, acted = {counts.Acted},
                lost_race = {counts.LostRace}, failed = {counts.Failed}, quarantined = {counts.Quarantined},
                oldest_overdue = {counts.OldestOverdue}, ended_at = {outcome.At}
            WHERE tenant_id = {transaction.Tenant} AND run_id = {runId}
                AND fence_epoch = {fence.Epoch} AND fence_number = {fence.Number} AND ended_at IS NULL
            """,
            cancellationToken).ConfigureAwait(false) == 1;
    }

    public async ValueTask<RunMark?> FindAsync(TenantTransaction transaction, Guid runId, CancellationToken cancellationToken) =>
        await transaction.FirstOrDefaultAsync<RunMark?>(
            $"""
            SELECT fence_epoch, fence_number, {OutcomeColumns.Names} FROM carillon_run
            WHERE tenant_id = {transaction.Tenant} AND run_id = {runId}
            """,
            r => new RunMark(new Fence(r.Int(0), r.Long(1)), OutcomeColumns.Read(r, 2)),
            cancellationToken).ConfigureAwait(false);
}
