using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Turns due occurrences into runs.</summary>
internal sealed partial class OccurrenceFeed(JobCatalog jobs, IScheduleStore schedules, ILogger<OccurrenceFeed> logger)
{
    private const int Page = 200;
    private static readonly Duration Horizon = Duration.FromDays(400);

    /// <summary>Creates the tenants' schedules of the host's jobs.</summary>
    public ValueTask EnsureAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken cancellationToken)
    {
        var seeds = jobs.All
            .Where(j => j.Every is not null)
            .SelectMany(j => tenants.Select(t => new ScheduleSeed(t, j.Name.Value, j.Name, j.Every!.Value)))
            .ToList();
        return seeds.Count == 0 ? ValueTask.CompletedTask : schedules.EnsureAsync(seeds, cancellationToken);
    }

    /// <summary>Inserts the runs of everything due; returns how many are new.</summary>
    public async ValueTask<int> InsertDueAsync(TenantId? tenant, CancellationToken cancellationToken)
    {
        var inserted = 0;
        while (jobs.All.Count > 0)
        {
            var due = await schedules.ListAsync([.. jobs.Known.Keys], Duration.Zero, tenant, Page, cancellationToken).ConfigureAwait(false);
            foreach (var row in due.Rows)
            {
                inserted += await AdvanceAsync(row, due.Now, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            if (due.Rows.Count < Page)
            {
                break;
            }
        }

        return inserted;
    }

    /// <summary>The earliest occurrence that waits; null when none does.</summary>
    public async ValueTask<Instant?> NextAsync(CancellationToken cancellationToken)
    {
        if (jobs.All.Count == 0)
        {
            return null;
        }

        var rows = await schedules.ListAsync([.. jobs.Known.Keys], Horizon, null, 1, cancellationToken).ConfigureAwait(false);
        return rows.Rows.Count == 0 ? null : rows.Rows[0].NextAt;
    }

    private async ValueTask<bool> AdvanceAsync(ScheduleRow row, Instant now, CancellationToken cancellationToken)
    {
        if (OccurrencePlan.At(row, now) is not { } plan || jobs.Find(row.Definition) is not { } job)
        {
            return false;
        }

        var occurrence = new RunOccurrence(row.ScheduleId, plan.Occurrence.Scheduled, plan.Occurrence.Pass);
        var run = new JobRun(
            occurrence.RunId(row.Tenant), row.Tenant, new(job.Name, job.Version, job.DefaultArgs), plan.Occurrence.Instant)
        {
            Occurrence = occurrence,
            ConcurrencyKey = job.ConcurrencyKey(row.Tenant),
        };
        var insertion = await schedules.AdvanceAsync(row, plan.NextAt, run, cancellationToken).ConfigureAwait(false);
        if (insertion != RunInsertion.LostRace && plan.PassedOver > 0)
        {
            LogMissed(job.Name, row.Tenant, plan.PassedOver);
        }

        if (insertion == RunInsertion.Overlaps)
        {
            LogOverlap(job.Name, row.Tenant, plan.Occurrence.Instant);
        }

        return insertion == RunInsertion.Inserted;
    }
}
