using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class RelationalTenantConnections(
    ITenantCatalog catalog, TenantPools pools, TransactionFactory transactions, ConnectionOpener named) : ITenantConnections
{
    // Swaps in a row are somebody's loop, or a host that ends.
    private const int MostAttempts = 5;

    public async ValueTask<TenantTransaction> BeginAsync(TenantId tenant, TransactionMode mode, CancellationToken cancellationToken)
    {
        var (rented, provider) = await RentAsync(tenant, cancellationToken).ConfigureAwait(false);
        var (session, clock) = await transactions.BeginAsync(tenant, rented, provider, mode, cancellationToken).ConfigureAwait(false);
        return new TenantTransaction(tenant, session, clock);
    }

    public ValueTask<DbConnection> OpenAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken) =>
        named.OpenAsync(tenant, name, cancellationToken);

    public ValueTask<ConnectionTestResult> TestAsync(TenantId tenant, ConnectionName? name, string actor, CancellationToken cancellationToken) =>
        named.TestAsync(tenant, name, actor, cancellationToken);

    private async ValueTask<(RentedConnection Rented, DatabaseProvider Provider)> RentAsync(TenantId id, CancellationToken cancellationToken)
    {
        var tenant = await RequireActiveAsync(id, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var (pool, provider) = await pools.GetAsync(tenant, cancellationToken).ConfigureAwait(false);
            try
            {
                var rented = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
                var before = tenant;
                tenant = await LookAgainAsync(id, rented, cancellationToken).ConfigureAwait(false);
                if (TenantPools.IsSame(before, tenant))
                {
                    return (rented, provider);
                }

                await rented.DisposeAsync().ConfigureAwait(false);
            }
            catch (ObjectDisposedException) when (attempt < MostAttempts)
            {
                // The pool was swapped between finding it and getting a connection of it.
            }
        }
    }

    // Getting a connection may have taken its time, while the tenant was suspended, or another database became its own.
    private async ValueTask<Tenant> LookAgainAsync(TenantId id, RentedConnection rented, CancellationToken cancellationToken)
    {
        try
        {
            return await RequireActiveAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await rented.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<Tenant> RequireActiveAsync(TenantId id, CancellationToken cancellationToken)
    {
        var found = await catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(id);
        if (found.Status is TenantStatus.Deleting or TenantStatus.Deleted)
        {
            // Who deletes it closes its own pool; other hosts have theirs.
            await pools.CloseAsync(id).ConfigureAwait(false);
        }

        return found.Status == TenantStatus.Active ? found : throw new TenantNotActiveException(id, found.Status);
    }
}
