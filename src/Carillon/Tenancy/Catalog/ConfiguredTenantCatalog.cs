using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

/// <summary>The tenants that the configuration gives, as it is now. A configuration that becomes invalid changes nothing.</summary>
internal sealed class ConfiguredTenantCatalog : ITenantCatalog, ITenantCatalogFeed, ITenantCatalogWriter, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<TenantId, Tenant> _tenants = [];
    private readonly Dictionary<TenantId, long> _versions = [];
    private readonly TenantChangeLog _changes = new();
    private readonly IDisposable? _subscription;

    public ConfiguredTenantCatalog(IOptionsMonitor<ConfiguredTenants> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _subscription = options.OnChange(Take);
        Take(options.CurrentValue);
    }

    public ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_tenants.GetValueOrDefault(id));
        }
    }

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

    public ValueTask<CatalogPosition> NewestAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_changes.Newest);
        }
    }

    public ValueTask<CatalogChanges> ReadAsync(CatalogPosition after, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_changes.Read(after, id => _tenants.GetValueOrDefault(id)));
        }
    }

    public async ValueTask<bool> TryAddAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return await FindAsync(tenant.Id, cancellationToken).ConfigureAwait(false) is null ? throw ReadOnly(tenant.Id) : false;
    }

    public ValueTask<bool> TryUpdateAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        throw ReadOnly(tenant.Id);
    }

    public void Dispose() => _subscription?.Dispose();

    private static InvalidOperationException ReadOnly(TenantId tenant) =>
        new($"The tenants of this host are given by its configuration: change Tenants:{tenant} there.");

    private void Take(ConfiguredTenants options)
    {
        lock (_gate)
        {
            var now = options.Tenants.Select(t => NewTenant(TenantId.Parse(t.Key), t.Value)).ToDictionary(t => t.Id);
            foreach (var gone in _tenants.Keys.Where(id => !now.ContainsKey(id)).ToList())
            {
                _tenants.Remove(gone);
                _changes.Add(gone);
            }

            foreach (var tenant in now.Values.OrderBy(t => t.Id))
            {
                var version = _versions.GetValueOrDefault(tenant.Id);
                if (_tenants.GetValueOrDefault(tenant.Id) != tenant with { Version = version })
                {
                    _versions[tenant.Id] = ++version;
                    _tenants[tenant.Id] = tenant with { Version = version };
                    _changes.Add(tenant.Id);
                }
            }
        }
    }

    private static Tenant NewTenant(TenantId id, ConfiguredTenant tenant) => new(id, tenant.Name ?? id.Value, tenant.ZoneId!)
    {
        Status = tenant.Status,
        StatusReason = tenant.StatusReason,
        ServerId = tenant.ServerId,
        Incarnation = tenant.Incarnation,
        ConnectionGeneration = tenant.ConnectionGeneration,
    };

    private List<Tenant> Listed(TenantQuery query)
    {
        lock (_gate)
        {
            return [.. _tenants.Values.Where(query.Includes)];
        }
    }
}
