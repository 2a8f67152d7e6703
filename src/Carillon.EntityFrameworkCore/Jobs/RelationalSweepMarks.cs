using Carillon.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RelationalSweepMarks : ISweepMarks
{
    public async ValueTask<SweepMark?> ReadAsync(TenantTransaction transaction, JobName sweep, CancellationToken cancellationToken) =>
        await transaction.FirstOrDefaultAsync<SweepMark?>(
            $"SELECT settled_to, clock_high FROM carillon_sweep_mark WHERE tenant_id = {transaction.Tenant} AND sweep = {sweep.Value}",
            r => new SweepMark(r.Instant(0), r.Instant(1)),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask RaiseAsync(TenantTransaction transaction, JobName sweep, SweepMark mark, CancellationToken cancellationToken)
    {
        var greatest = transaction.Dialect().Greatest;
        await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_sweep_mark AS m (tenant_id, sweep, settled_to, clock_high)
            VALUES ({transaction.Tenant}, {sweep.Value}, {mark.SettledTo}, {mark.ClockHigh})
            ON CONFLICT (tenant_id, sweep) DO UPDATE SET
                settled_to = {greatest}(m.settled_to, excluded.settled_to),
                clock_high = {greatest}(m.clock_high, excluded.clock_high)
            """,
            cancellationToken).ConfigureAwait(false);
    }
}
