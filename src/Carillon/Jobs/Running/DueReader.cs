using NodaTime;

namespace Carillon.Jobs;

/// <summary>Reads what is due from the control database.</summary>
internal sealed class DueReader(INextDueStore store, DueWorkCatalog work, KnownWakes known, WorkBackOff backOff, Cadence cadence)
{
    private const int Page = 200;
    private const int Probes = 100;
    private const int ClaimsPerInterval = 60;
    private static readonly Duration Horizon = Duration.FromDays(400);

    /// <summary>Due work, and the earliest instant after it.</summary>
    public async ValueTask<(Instant? Now, List<RunnerWork> Due, Instant? Next)> ReadAsync(CancellationToken cancellationToken)
    {
        var due = new List<RunnerWork>();
        Instant? now = null;
        Instant? next = null;
        DueRow? after = null;
        while (work.Names.Count > 0)
        {
            var page = await store.ListAsync(work.Names, Horizon, after, Page, cancellationToken).ConfigureAwait(false);
            known.Learn(page);
            now ??= page.Now;
            foreach (var row in page.Rows)
            {
                if (row.WakeAt > page.Now)
                {
                    return (now, due, Earlier(next, row.WakeAt));
                }

                if (backOff.Until((row.Tenant, row.Work), page.Now) is { } until)
                {
                    next = Earlier(next, until);
                }
                else
                {
                    due.Add(new(row, page.Now, IsProbe: false));
                }
            }

            if (page.Rows.Count < Page)
            {
                break;
            }

            after = page.Rows[^1];
        }

        return (now, due, next);
    }

    /// <summary>Work whose probe is due; this host has it now.</summary>
    public async ValueTask<List<RunnerWork>> ClaimProbesAsync(Duration interval, CancellationToken cancellationToken)
    {
        if (work.Names.Count == 0 || !cadence.IsTime(this, interval / ClaimsPerInterval))
        {
            return [];
        }

        var rows = await store.ClaimProbesAsync(work.Names, interval, Probes, cancellationToken).ConfigureAwait(false);
        if (rows.Rows.Count < Probes)
        {
            cadence.Done(this);
        }

        return [.. rows.Rows.Select(r => new RunnerWork(r, rows.Now, IsProbe: true))];
    }

    public static Instant? Earlier(Instant? a, Instant? b) => a is { } x && b is { } y ? Instant.Min(x, y) : a ?? b;
}
