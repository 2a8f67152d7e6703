using System.Collections.Concurrent;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

// One verified pool per tenant; a new connection generation or incarnation gets a new pool and the old one is drained.
internal sealed class TenantPools(IDatabaseDirectory directory, DatabaseProviders providers, SchemaInstaller schema) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TenantId, Entry> _pools = new();

    public async ValueTask<(IConnectionPool Pool, DatabaseProvider Provider)> GetAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        if (_pools.TryGetValue(tenant.Id, out var entry) && entry.Serves(tenant))
        {
            return (entry.Pool, entry.Provider);
        }

        var address = await directory.LocateAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        var provider = providers.Get(address.Provider);
        var stamp = new IdentityStamp((SqlDialect)provider, tenant, schema.Of(DatabaseKind.Tenant));
        var created = new Entry(provider.CreatePool(address, stamp.CheckAsync), provider, tenant.ConnectionGeneration, tenant.Incarnation);
        Entry? replaced = null;
        var winner = _pools.AddOrUpdate(
            tenant.Id,
            created,
            (_, current) =>
            {
                replaced = current.Serves(tenant) ? null : current;
                return replaced is null ? current : created;
            });
        var loser = ReferenceEquals(winner, created) ? replaced : created;
        if (loser is not null)
        {
            await loser.Pool.DisposeAsync().ConfigureAwait(false);
        }

        return (winner.Pool, winner.Provider);
    }

    /// <summary>Closes the tenant's idle connections; those in use are closed when they are given back.</summary>
    public async ValueTask CloseAsync(TenantId tenant)
    {
        if (_pools.TryRemove(tenant, out var entry))
        {
            await entry.Pool.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _pools.Values)
        {
            await entry.Pool.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record Entry(IConnectionPool Pool, DatabaseProvider Provider, int Generation, long Incarnation)
    {
        public bool Serves(Tenant tenant) => Generation == tenant.ConnectionGeneration && Incarnation == tenant.Incarnation;
    }
}
