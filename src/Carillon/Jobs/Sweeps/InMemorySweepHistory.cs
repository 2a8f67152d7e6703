using System.Collections.Concurrent;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Sweep history in memory, for tests and for hosts without a database.</summary>
public sealed class InMemorySweepHistory : ISweepHistory
{
    private readonly ConcurrentDictionary<(TenantId Tenant, JobName Sweep, Instant Minute), WorkCounts> _rows = new();

    /// <summary>All rows, in the order of time.</summary>
    public IReadOnlyList<SweepHistoryEntry> Rows =>
        [.. _rows.Select(r => new SweepHistoryEntry(r.Key.Tenant, r.Key.Sweep, r.Key.Minute, r.Value)).OrderBy(r => r.Minute)];

    /// <inheritdoc />
    public ValueTask RecordAsync(SweepHistoryEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _rows.AddOrUpdate((entry.Tenant, entry.Sweep, entry.Minute), entry.Counts, (_, counts) => counts + entry.Counts);
        return ValueTask.CompletedTask;
    }
}
