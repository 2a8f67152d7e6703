using Carillon.EntityFrameworkCore.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>What the control database keeps of a tenant's work: its schedules, wake-ups, runs and their history.</summary>
/// <remarks>Rows of leases stay: their fences must go on rising where an id is seen again in a restored control database.</remarks>
internal sealed class TenantTraces(ControlDatabase control)
{
    private const int Batch = 1000;

    /// <summary>Deletes it, in several transactions; a run that a worker holds at the moment loses its place.</summary>
    public async ValueTask RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await control.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync($"DELETE FROM carillon_job_schedule WHERE tenant_id = {tenant}", cancellationToken).ConfigureAwait(false);
                return await transaction.ExecuteAsync($"DELETE FROM carillon_tenant_due WHERE tenant_id = {tenant}", cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        int removed;
        do
        {
            removed = await control.WriteAsync(
                transaction => transaction.ExecuteAsync(
                    $"""
                    DELETE FROM carillon_job_run WHERE run_id IN (
                        SELECT run_id FROM carillon_job_run WHERE tenant_id = {tenant} ORDER BY run_id LIMIT {Batch})
                    """,
                    cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        while (removed == Batch);
        await control.WriteAsync(
            transaction => transaction.ExecuteAsync($"DELETE FROM carillon_sweep_history WHERE tenant_id = {tenant}", cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }
}
