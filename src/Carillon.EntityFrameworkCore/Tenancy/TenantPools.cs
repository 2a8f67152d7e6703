using System.Collections.Concurrent;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

// One verified pool per tenant. Another generation, incarnation, server or address gets a new pool and the old one is drained; another password does not.
internal sealed class TenantPools(IDatabaseDirectory directory, DatabaseProviders providers, SchemaInstaller schema, SchemaVerifier verifier, ConnectionBudget budget) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TenantId, Entry> _pools = new();

    public async ValueTask<(IConnectionPool Pool, DatabaseProvider Provider)> GetAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var version = directory.Version;
        if (_pools.TryGetValue(tenant.Id, out var entry) && entry.Serves(tenant, version))
        {
            return (entry.Pool, entry.Provider);
        }

        var address = await directory.LocateAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        if (entry is not null && entry.Serves(tenant, entry.Version) && entry.TryMove(address, version))
        {
            return (entry.Pool, entry.Provider);
        }

        var provider = providers.Get(address.Provider);
        var created = new Entry(budget.Limit(tenant, provider, provider.CreatePool(address, CheckOf(tenant, (SqlDialect)provider))), provider, tenant, version);
        Entry? replaced = null;
        var winner = _pools.AddOrUpdate(
            tenant.Id,
            created,
            (_, current) =>
            {
                replaced = current.Serves(tenant, version) ? null : current;
                return replaced is null ? current : created;
            });
        var loser = ReferenceEquals(winner, created) ? replaced : created;
        if (loser is not null)
        {
            await loser.Pool.DisposeAsync().ConfigureAwait(false);
        }

        return (winner.Pool, winner.Provider);
    }

    private PhysicalOpenCheck CheckOf(Tenant tenant, SqlDialect dialect)
    {
        var stamp = new IdentityStamp(dialect, tenant, schema.Of(DatabaseKind.Tenant));
        return schema.IsHosts(DatabaseKind.Tenant) ? new HostedSchemaCheck(stamp, verifier, dialect).CheckAsync : stamp.CheckAsync;
    }

    /// <summary>Whether the two are served by the same pool.</summary>
    public static bool IsSame(Tenant left, Tenant right) =>
        left.ConnectionGeneration == right.ConnectionGeneration && left.Incarnation == right.Incarnation && left.ServerId == right.ServerId;

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

    private sealed class Entry(IConnectionPool pool, DatabaseProvider provider, Tenant tenant, long version)
    {
        private readonly Lock _moving = new();
        private long _version = version;

        public IConnectionPool Pool => pool;

        public DatabaseProvider Provider => provider;

        // Of the directory, when it was last asked.
        public long Version => Interlocked.Read(ref _version);

        // The directory may answer several in another order than it was asked: what it said last counts.
        public bool TryMove(DatabaseAddress address, long version)
        {
            lock (_moving)
            {
                if (version > _version)
                {
                    if (!pool.TryMove(address))
                    {
                        return false;
                    }

                    Interlocked.Exchange(ref _version, version);
                }

                return true;
            }
        }

        // Who still knows the tenant as it was before does not bring the old pool back.
        public bool Serves(Tenant wanted, long version) =>
            Version >= version
            && (wanted.Version < tenant.Version || IsSame(wanted, tenant));
    }
}
