using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Tests.Jobs;

/// <summary>A sweep over rows in memory, with row locks that live as long as the transaction.</summary>
internal sealed class FakeSweep(string name = "test.sweep") : ISweep
{
    private readonly Dictionary<Guid, Row> _rows = [];
    private readonly HashSet<Guid> _locked = [];

    public JobName Name { get; } = new(name);

    public IReadOnlyDictionary<Guid, Row> Rows => _rows;

    /// <summary>Lower bounds that were asked for, in order.</summary>
    public List<Instant?> Scans { get; } = [];

    /// <summary>The instants that batches were settled at.</summary>
    public List<Instant> Settled { get; } = [];

    /// <summary>Called with each batch before it is settled.</summary>
    public Action<TenantTransaction, IReadOnlyList<SweepItem>> OnSettle { get; set; } = (_, _) => { };

    public Guid Add(Instant due)
    {
        var id = Guid.CreateVersion7();
        _rows.Add(id, new Row(due, due, 0, 0));
        return id;
    }

    /// <summary>Locks a row as another transaction would.</summary>
    public void LockElsewhere(Guid id) => _locked.Add(id);

    public ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken)
    {
        Scans.Add(from);
        var rows = Seen(transaction).Values.Where(r => r.WakeAt is { } w && (from is null || w >= from));
        return ValueTask.FromResult(rows.Min(r => r.WakeAt));
    }

    public ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken)
    {
        var due = Seen(transaction)
            .Where(r => r.Value.WakeAt is { } w && w <= window.Until && (window.From is null || w >= window.From))
            .Where(r => !_locked.Contains(r.Key) && (window.Only is null || window.Only.Contains(r.Key)))
            .OrderBy(r => r.Value.WakeAt)
            .Take(window.Limit)
            .Select(r => new SweepItem(r.Key, r.Value.DueAt, r.Value.Failures))
            .ToList();
        _locked.UnionWith(due.Select(d => d.Id));
        ((FakeTransaction)transaction.Transaction).Ended += () => _locked.ExceptWith(due.Select(d => d.Id));
        return ValueTask.FromResult<IReadOnlyList<SweepItem>>(due);
    }

    public ValueTask<SweepBatch> SettleAsync(TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
    {
        OnSettle(transaction, items);
        Settled.Add(now);
        foreach (var item in items)
        {
            Write(transaction, item.Id, r => r with { WakeAt = null, Settled = r.Settled + 1 });
        }

        return ValueTask.FromResult(new SweepBatch(items.Count));
    }

    public ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken)
    {
        Write(transaction, item.Id, r => r with { WakeAt = until, Failures = r.Failures + 1 });
        return ValueTask.CompletedTask;
    }

    private Dictionary<Guid, Row> Seen(TenantTransaction transaction)
    {
        var seen = new Dictionary<Guid, Row>(_rows);
        foreach (var (id, row) in transaction.Local(() => new Dictionary<Guid, Row>()))
        {
            seen[id] = row;
        }

        return seen;
    }

    private void Write(TenantTransaction transaction, Guid id, Func<Row, Row> change)
    {
        var row = change(Seen(transaction)[id]);
        transaction.Local(() => new Dictionary<Guid, Row>())[id] = row;
        transaction.OnCommitted(_ =>
        {
            _rows[id] = row;
            return ValueTask.CompletedTask;
        });
    }

    internal sealed record Row(Instant? WakeAt, Instant DueAt, int Failures, int Settled);
}
