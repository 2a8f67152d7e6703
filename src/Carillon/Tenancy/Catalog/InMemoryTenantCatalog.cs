using System.Runtime.CompilerServices;

namespace Carillon.Tenancy;

/// <summary>A catalogue in memory: for tests, demos and hosts that know their tenants at start.</summary>
public sealed class InMemoryTenantCatalog : ITenantCatalog, ITenantCatalogWriter, ITenantCatalogFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Tenant> _tenants = [];
    private readonly TenantChangeLog _changes = new();

    /// <summary>Creates the catalogue.</summary>
    /// <exception cref="ArgumentException">Two tenants have the same id.</exception>
    public InMemoryTenantCatalog(params IEnumerable<Tenant> tenants)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        foreach (var tenant in tenants)
        {
            if (!TryAdd(tenant))
            {
                throw new ArgumentException($"Tenant '{tenant.Id}' is given twice.", nameof(tenants));
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_tenants.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Tenant> ListAsync(TenantQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var tenant in Listed(query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return tenant;
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> TryAddAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        lock (_gate)
        {
            return ValueTask.FromResult(TryAdd(tenant));
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> TryUpdateAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        lock (_gate)
        {
            if (_tenants.GetValueOrDefault(tenant.Id)?.Version != tenant.Version)
            {
                return ValueTask.FromResult(false);
            }

            _tenants[tenant.Id] = tenant with { Version = tenant.Version + 1 };
            _changes.Add(tenant.Id);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc />
    public ValueTask<CatalogPosition> NewestAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_changes.Newest);
        }
    }

    /// <inheritdoc />
    public ValueTask<CatalogChanges> ReadAsync(CatalogPosition after, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_changes.Read(after, id => _tenants.GetValueOrDefault(id)));
        }
    }

    private bool TryAdd(Tenant tenant)
    {
        var added = _tenants.TryAdd(tenant.Id, tenant);
        if (added)
        {
            _changes.Add(tenant.Id);
        }

        return added;
    }

    private List<Tenant> Listed(TenantQuery query)
    {
        lock (_gate)
        {
            return [.. _tenants.Values.Where(query.Includes).OrderBy(t => t.Id)];
        }
    }
}
