using System.Collections.Concurrent;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Marks in memory, for tests and for hosts without a database. A raise counts when its transaction has committed.</summary>
public sealed class InMemorySweepMarks : ISweepMarks
{
    private readonly ConcurrentDictionary<(TenantId Tenant, JobName Sweep), SweepMark> _marks = new();

    /// <inheritdoc />
    public ValueTask<SweepMark?> ReadAsync(TenantTransaction transaction, JobName sweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return ValueTask.FromResult<SweepMark?>(_marks.TryGetValue((transaction.Tenant, sweep), out var mark) ? mark : null);
    }

    /// <inheritdoc />
    public ValueTask RaiseAsync(TenantTransaction transaction, JobName sweep, SweepMark mark, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        transaction.OnCommitted(_ =>
        {
            _marks.AddOrUpdate((transaction.Tenant, sweep), mark, (_, old) => Higher(old, mark));
            return ValueTask.CompletedTask;
        });
        return ValueTask.CompletedTask;
    }

    private static SweepMark Higher(SweepMark a, SweepMark b) =>
        new(Instant.Max(a.SettledTo, b.SettledTo), Instant.Max(a.ClockHigh, b.ClockHigh));
}
