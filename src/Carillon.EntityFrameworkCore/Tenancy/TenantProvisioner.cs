using Carillon.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantProvisioner(
    ITenantCatalogWriter writer, TenantChanges changes, TenantDatabases databases, SchemaInstaller schema, SchemaVerifier verifier, INextDueStore wakes)
    : ITenantProvisioner
{
    public async ValueTask<Tenant> ProvisionAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        await writer.TryAddAsync(tenant with { Status = TenantStatus.Provisioning, Version = 1 }, actor, cancellationToken).ConfigureAwait(false);
        var known = InService(await changes.RequireAsync(tenant.Id, cancellationToken).ConfigureAwait(false));
        if (known.Status == TenantStatus.Provisioning && !schema.IsHosts(DatabaseKind.Tenant))
        {
            var (dialect, address) = await databases.LocateAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
            await dialect.CreateDatabaseAsync(address, cancellationToken).ConfigureAwait(false);
        }

        await databases.WorkAsync(known, TransactionMode.Write, StampCheck.None, (transaction, ct) => InstallAsync(transaction, known, ct), cancellationToken)
            .ConfigureAwait(false);
        var active = await changes.ApplyAsync(
            tenant.Id,
            t => InService(t).Status == TenantStatus.Active ? t : t with { Status = TenantStatus.Active, StatusReason = null },
            actor,
            cancellationToken).ConfigureAwait(false);
        if (known.Status == TenantStatus.Faulted)
        {
            // What fell due while it was out of service is not left to the probe.
            await wakes.WakeAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        }

        return active;
    }

    private async ValueTask<IReadOnlyList<SchemaChange>> InstallAsync(TenantTransaction transaction, Tenant tenant, CancellationToken cancellationToken)
    {
        var done = await schema.InstallAsync(transaction, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
        await verifier.VerifyAsync(transaction, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
        if (tenant.Status == TenantStatus.Provisioning)
        {
            await IdentityStamp.WriteAsync(transaction, tenant, cancellationToken).ConfigureAwait(false);
        }

        // The database of a tenant that was in service must be there with its stamp: one that was lost is never replaced by an empty one.
        await IdentityStamp.RequireAsync(transaction, tenant, cancellationToken).ConfigureAwait(false);
        return done;
    }

    private static Tenant InService(Tenant tenant) => tenant.Status is TenantStatus.Provisioning or TenantStatus.Active or TenantStatus.Faulted
        ? tenant
        : throw new TenantNotActiveException(tenant.Id, tenant.Status);
}
