namespace Carillon.Tenancy;

/// <summary>The history of a catalogue in memory. Not thread-safe: it is guarded by whoever guards the tenants.</summary>
internal sealed class TenantChangeLog
{
    private const int PageSize = 500;
    private readonly SortedList<long, TenantId> _changes = [];
    private readonly Dictionary<TenantId, long> _last = [];
    private long _number;

    public CatalogPosition Newest => new(0, _number);

    public void Add(TenantId tenant)
    {
        if (_last.Remove(tenant, out var earlier))
        {
            _changes.Remove(earlier);
        }

        _last.Add(tenant, ++_number);
        _changes.Add(_number, tenant);
    }

    public CatalogChanges Read(CatalogPosition after, Func<TenantId, Tenant?> find)
    {
        var restarts = after.Epoch != 0 || after.Number > _number;
        var from = restarts ? 0 : after.Number;
        var page = _changes.Where(c => c.Key > from).Take(PageSize).ToList();
        var position = page.Count == PageSize ? page[^1].Key : _number;
        return new([.. page.Select(c => new TenantChange(c.Value, find(c.Value)))], new(0, position)) { Restarts = restarts };
    }
}
