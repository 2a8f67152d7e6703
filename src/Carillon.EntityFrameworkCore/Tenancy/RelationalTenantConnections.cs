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
        var found = await catalog.FindAsync(tenant, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(tenant);
        if (found.Status != TenantStatus.Active)
        {
            throw new TenantNotActiveException(tenant, found.Status);
        }

        var (rented, provider) = await RentAsync(found, cancellationToken).ConfigureAwait(false);
        var (session, clock) = await transactions.BeginAsync(tenant, rented, provider, mode, cancellationToken).ConfigureAwait(false);
        return new TenantTransaction(tenant, session, clock);
    }

    public ValueTask<DbConnection> OpenAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken) =>
        named.OpenAsync(tenant, name, cancellationToken);

    public ValueTask<ConnectionTestResult> TestAsync(TenantId tenant, ConnectionName? name, string actor, CancellationToken cancellationToken) =>
        named.TestAsync(tenant, name, actor, cancellationToken);

    private async ValueTask<(RentedConnection Rented, DatabaseProvider Provider)> RentAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (pool, provider) = await pools.GetAsync(tenant, cancellationToken).ConfigureAwait(false);
            try
            {
                return (await pool.RentAsync(cancellationToken).ConfigureAwait(false), provider);
            }
            catch (ObjectDisposedException) when (attempt < MostAttempts)
            {
                // The pool was swapped between finding it and getting a connection of it.
            }
        }
    }
}
