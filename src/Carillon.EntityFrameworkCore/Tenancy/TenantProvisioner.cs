using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantProvisioner(
    ITenantCatalog catalog,
    ITenantCatalogWriter writer,
    IDatabaseDirectory directory,
    DatabaseProviders providers,
    SchemaInstaller schema,
    SchemaVerifier verifier,
    TransactionFactory transactions) : ITenantProvisioner
{
    public async ValueTask<Tenant> ProvisionAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        await writer.TryAddAsync(tenant with { Status = TenantStatus.Provisioning, Version = 1 }, actor, cancellationToken).ConfigureAwait(false);
        var known = await catalog.FindAsync(tenant.Id, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(tenant.Id);
        if (known.Status is not (TenantStatus.Provisioning or TenantStatus.Active or TenantStatus.Faulted))
        {
            throw new TenantNotActiveException(known.Id, known.Status);
        }

        await InstallAsync(known, cancellationToken).ConfigureAwait(false);
        if (known.Status == TenantStatus.Active)
        {
            return known;
        }

        if (!await writer.TryUpdateAsync(known with { Status = TenantStatus.Active, StatusReason = null }, actor, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"Tenant '{known.Id}' was changed by another host while it was provisioned; provision it again.");
        }

        return known with { Status = TenantStatus.Active, StatusReason = null, Version = known.Version + 1 };
    }

    private async ValueTask InstallAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var address = await directory.LocateAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        var provider = providers.Get(address.Provider);
        if (tenant.Status != TenantStatus.Active)
        {
            await provider.CreateDatabaseAsync(address, cancellationToken).ConfigureAwait(false);
        }

        var pool = provider.CreatePool(address, null);
        await using (pool.ConfigureAwait(false))
        {
            var rented = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
            var (session, clock) = await transactions.BeginAsync(tenant.Id, rented, provider, TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            var transaction = new TenantTransaction(tenant.Id, session, clock);
            await using (transaction.ConfigureAwait(false))
            {
                await schema.InstallAsync(transaction, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
                await verifier.VerifyAsync(transaction, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
                if (tenant.Status != TenantStatus.Active)
                {
                    await IdentityStamp.WriteAsync(transaction, tenant, cancellationToken).ConfigureAwait(false);
                }

                // The database of an active tenant must be there with its stamp: one that was lost is never replaced by an empty one.
                await IdentityStamp.RequireAsync(transaction, tenant, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
