using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Next-due rows in memory, for tests and for hosts without a database.</summary>
public sealed class InMemoryNextDueStore(IClock clock) : INextDueStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId Tenant, JobName Work), DueRow> _rows = [];

    /// <inheritdoc />
    public ValueTask<DueRows> HintAsync(IReadOnlyCollection<DueHint> hints, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hints);
        lock (_gate)
        {
            var now = Now();
            var rows = hints.Select(h => Put(WakeRules.Hint(Row(h.Tenant, h.Work, now), h.Due, now))).ToList();
            return ValueTask.FromResult(new DueRows(now, rows));
        }
    }

    /// <inheritdoc />
    public ValueTask<DueRows> ListAsync(IReadOnlyCollection<JobName> work, Duration until, DueRow? after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Now();
            var rows = _rows.Values
                .Where(r => work.Contains(r.Work) && r.WakeAt <= now + until && (after is null || Order(r).CompareTo(Order(after)) > 0))
                .OrderBy(Order)
                .Take(limit)
                .ToList();
            return ValueTask.FromResult(new DueRows(now, rows));
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> TryRaiseAsync(DueRow row, Instant? wakeAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        lock (_gate)
        {
            var unchanged = _rows.TryGetValue((row.Tenant, row.Work), out var current) && current.Seq == row.Seq;
            if (unchanged)
            {
                Put(current! with { WakeAt = wakeAt, Seq = current.Seq + 1 });
            }

            return ValueTask.FromResult(unchanged);
        }
    }

    /// <inheritdoc />
    public ValueTask LowerAsync(TenantId tenant, IReadOnlyCollection<JobName> work, Instant wakeAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            foreach (var name in work)
            {
                Put(WakeRules.Lower(Row(tenant, name, Now()), wakeAt));
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc />
    public ValueTask<DueRows> ClaimProbesAsync(IReadOnlyCollection<JobName> work, Duration interval, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Now();
            var rows = _rows.Values.Where(r => work.Contains(r.Work) && r.ProbeAt <= now).OrderBy(r => r.ProbeAt).Take(limit).ToList();
            return ValueTask.FromResult(new DueRows(now, rows.ConvertAll(r => Put(r with { ProbeAt = now + interval }))));
        }
    }

    /// <inheritdoc />
    public ValueTask EnsureAsync(IReadOnlyCollection<TenantId> tenants, IReadOnlyCollection<JobName> work, Duration interval, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            var now = Now();
            foreach (var (tenant, name) in tenants.SelectMany(t => work.Select(w => (t, w))).Where(k => !_rows.ContainsKey(k)).ToList())
            {
                Put(new(tenant, name, now, 1, now + ProbeSpread.Share(tenant, name, interval)));
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc />
    public ValueTask WakeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Now();
            foreach (var row in _rows.Values.Where(r => r.Tenant == tenant).ToList())
            {
                Put(WakeRules.Lower(row, now));
            }

            return ValueTask.CompletedTask;
        }
    }

    private static (Instant?, TenantId, string) Order(DueRow row) => (row.WakeAt, row.Tenant, row.Work.Value);

    private Instant Now() => clock.GetCurrentInstant().TruncateToMicroseconds();

    private DueRow Row(TenantId tenant, JobName work, Instant now) =>
        _rows.GetValueOrDefault((tenant, work)) ?? new(tenant, work, null, 0, now);

    private DueRow Put(DueRow row) => _rows[(row.Tenant, row.Work)] = row;
}
