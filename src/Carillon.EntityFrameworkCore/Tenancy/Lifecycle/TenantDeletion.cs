using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Removes a tenant step by step; each step can be repeated, and those that were done are passed over.</summary>
internal sealed class TenantDeletion(
    TenantChanges changes,
    TenantDatabases databases,
    TenantTraces traces,
    TenantPools pools,
    INamedConnections connections,
    IAuditLog audit,
    IEnumerable<ITenantExport> exports)
{
    // Such a tenant may have no database, or one without a stamp: there is nothing of it to export.
    private const string NeverInService = "It was never in service.";

    public async ValueTask<Tenant> RunAsync(TenantId id, TenantData data, string actor, CancellationToken cancellationToken)
    {
        var tenant = await changes.ApplyAsync(id, Deleting, actor, cancellationToken).ConfigureAwait(false);
        if (tenant.Status == TenantStatus.Deleting)
        {
            await ExportAsync(tenant, actor, cancellationToken).ConfigureAwait(false);
            await DeleteConnectionsAsync(id, actor, cancellationToken).ConfigureAwait(false);
            await traces.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
        }

        await pools.CloseAsync(id).ConfigureAwait(false);
        if (data == TenantData.Drop)
        {
            await DropAsync(tenant, actor, cancellationToken).ConfigureAwait(false);
        }

        return await changes.ApplyAsync(id, t => t with { Status = TenantStatus.Deleted, StatusReason = null }, actor, cancellationToken).ConfigureAwait(false);
    }

    private static Tenant Deleting(Tenant tenant) => tenant.Status is TenantStatus.Deleting or TenantStatus.Deleted
        ? tenant
        : tenant with { Status = TenantStatus.Deleting, StatusReason = tenant.Status == TenantStatus.Provisioning ? NeverInService : null };

    // The note of it is what the next attempt knows it by: a tenant is deleted only once, and the log keeps its entries.
    private async ValueTask ExportAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        if (!exports.Any() || tenant.StatusReason == NeverInService)
        {
            return;
        }

        var done = new AuditQuery { Tenant = tenant.Id, Action = AuditActions.TenantExported, Limit = 1 };
        if ((await audit.ListAsync(done, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            return;
        }

        foreach (var export in exports)
        {
            await databases.WorkAsync(
                tenant,
                TransactionMode.Read,
                StampCheck.Identity,
                async (transaction, ct) =>
                {
                    await export.ExportAsync(tenant, transaction, ct).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        await audit.AppendAsync(new(actor, AuditActions.TenantExported) { Tenant = tenant.Id }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask DeleteConnectionsAsync(TenantId tenant, string actor, CancellationToken cancellationToken)
    {
        var query = new ConnectionQuery { Tenant = tenant };
        while (await connections.ListAsync(query, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var connection in page)
            {
                try
                {
                    await connections.DeleteAsync(connection, actor, cancellationToken).ConfigureAwait(false);
                }
                catch (ConnectionConflictException)
                {
                    // Somebody changed or deleted it meanwhile; the next list tells.
                }
            }
        }
    }

    private async ValueTask DropAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        var (dialect, address) = await databases.LocateAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
        if (await dialect.DatabaseExistsAsync(address, cancellationToken).ConfigureAwait(false))
        {
            await databases.CheckAsync(tenant, StampCheck.Identity, cancellationToken).ConfigureAwait(false);
            await audit.AppendAsync(new(actor, AuditActions.TenantDatabaseDropped) { Tenant = tenant.Id, Subject = dialect.Describe(address) }, cancellationToken)
                .ConfigureAwait(false);
        }

        await dialect.DropDatabaseAsync(address, cancellationToken).ConfigureAwait(false);
    }
}
