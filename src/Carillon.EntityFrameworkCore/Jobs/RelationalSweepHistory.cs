using Carillon.Jobs;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RelationalSweepHistory(ControlDatabase control) : ISweepHistory
{
    public async ValueTask RecordAsync(SweepHistoryEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var counts = entry.Counts;
        await control.WriteAsync(
            transaction => transaction.ExecuteAsync(
                $"""
                INSERT INTO carillon_sweep_history AS h (minute, tenant_id, sweep, due, acted, lost_race, failed, quarantined, oldest_overdue)
                VALUES ({entry.Minute}, {entry.Tenant}, {entry.Sweep.Value}, {counts.Due}, {counts.Acted}, {counts.LostRace}, {counts.Failed},
                    {counts.Quarantined}, {counts.OldestOverdue})
                ON CONFLICT (minute, tenant_id, sweep) DO UPDATE SET
                    due = h.due + excluded.due,
                    acted = h.acted + excluded.acted,
                    lost_race = h.lost_race + excluded.lost_race,
                    failed = h.failed + excluded.failed,
                    quarantined = h.quarantined + excluded.quarantined,
                    oldest_overdue = CASE WHEN h.oldest_overdue > excluded.oldest_overdue OR excluded.oldest_overdue IS NULL
                        THEN h.oldest_overdue ELSE excluded.oldest_overdue END
                """,
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }
}
