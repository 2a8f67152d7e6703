using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TransactionJoiner(
    ITenantCatalog catalog,
    IDatabaseDirectory directory,
    DatabaseProviders providers,
    SchemaInstaller schema,
    IDatabaseClock clock)
{
    public async ValueTask<TenantTransaction> JoinAsync(DbConnection connection, DbTransaction transaction, TenantId id, CancellationToken cancellationToken)
    {
        var tenant = await catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(id);
        if (tenant.Status != TenantStatus.Active)
        {
            throw new TenantNotActiveException(id, tenant.Status);
        }

        var address = await directory.LocateAsync(id, cancellationToken).ConfigureAwait(false);
        var provider = providers.Get(address.Provider);
        var session = new DatabaseSession(connection, transaction, provider);
        var joined = new TenantTransaction(id, session, clock);
        await new IdentityStamp((SqlDialect)provider, tenant, schema.Of(DatabaseKind.Tenant)).CheckAsync(joined, cancellationToken).ConfigureAwait(false);
        return joined;
    }
}
