using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Carillon.Tenancy;

/// <summary>A catalogue in memory: for tests, demos and hosts that know their tenants at start.</summary>
public sealed class InMemoryTenantCatalog : ITenantCatalog, ITenantCatalogWriter
{
    private readonly ConcurrentDictionary<TenantId, Tenant> _tenants = new();

    /// <summary>Creates the catalogue.</summary>
    /// <exception cref="ArgumentException">Two tenants have the same id.</exception>
    public InMemoryTenantCatalog(params IEnumerable<Tenant> tenants)
    {
        ArgumentNullException.ThrowIfNull(tenants);
        foreach (var tenant in tenants)
        {
            if (!_tenants.TryAdd(tenant.Id, tenant))
            {
                throw new ArgumentException($"Tenant '{tenant.Id}' is given twice.", nameof(tenants));
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_tenants.GetValueOrDefault(id));

    /// <inheritdoc />
    public async IAsyncEnumerable<Tenant> ListAsync(TenantQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var tenant in _tenants.Values.Where(query.Includes).OrderBy(t => t.Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return tenant;
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> TryAddAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return ValueTask.FromResult(_tenants.TryAdd(tenant.Id, tenant));
    }

    /// <inheritdoc />
    public ValueTask<bool> TryUpdateAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var updated = _tenants.TryGetValue(tenant.Id, out var current)
            && current.Version == tenant.Version
            && _tenants.TryUpdate(tenant.Id, tenant with { Version = tenant.Version + 1 }, current);
        return ValueTask.FromResult(updated);
    }
}
