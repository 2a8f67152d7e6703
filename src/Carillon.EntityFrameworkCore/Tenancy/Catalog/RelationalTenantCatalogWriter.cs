using Carillon.EntityFrameworkCore.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class RelationalTenantCatalogWriter(ControlDatabase control, CatalogMemory memory) : ITenantCatalogWriter
{
    public ValueTask<bool> TryAddAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return WriteAsync(
            async transaction =>
            {
                var added = await transaction.ExecuteAsync(
                    $"""
                    INSERT INTO carillon_tenant (tenant_id, name, zone_id, status, status_reason, version, incarnation, server_id, connection_generation)
                    VALUES ({tenant.Id}, {tenant.Name}, {tenant.ZoneId}, {(int)tenant.Status}, {tenant.StatusReason}, {tenant.Version}, {tenant.Incarnation}, {tenant.ServerId}, {tenant.ConnectionGeneration})
                    ON CONFLICT DO NOTHING
                    """,
                    cancellationToken).ConfigureAwait(false);
                return added == 1 ? AuditNote.Of(null, tenant, actor) : null;
            },
            cancellationToken);
    }

    public ValueTask<bool> TryUpdateAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return WriteAsync(
            async transaction =>
            {
                var before = await TenantStatements.FindAsync(transaction, tenant.Id, cancellationToken).ConfigureAwait(false);
                var updated = await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_tenant
                    SET name = {tenant.Name}, zone_id = {tenant.ZoneId}, status = {(int)tenant.Status}, status_reason = {tenant.StatusReason},
                        version = version + 1, incarnation = {tenant.Incarnation}, server_id = {tenant.ServerId},
                        connection_generation = {tenant.ConnectionGeneration}
                    WHERE tenant_id = {tenant.Id} AND version = {tenant.Version}
                    """,
                    cancellationToken).ConfigureAwait(false);

                // The update found the version that was read before it: nothing came between them.
                return updated == 1 ? AuditNote.Of(before, tenant with { Version = tenant.Version + 1 }, actor) : null;
            },
            cancellationToken);
    }

    // The change and its entry in the audit log are one transaction.
    private async ValueTask<bool> WriteAsync(Func<DatabaseTransaction, ValueTask<AuditNote?>> change, CancellationToken cancellationToken)
    {
        try
        {
            return await control.WriteAsync(
                async transaction =>
                {
                    if (await change(transaction).ConfigureAwait(false) is not { } note)
                    {
                        return false;
                    }

                    await transaction.AppendAuditAsync(note, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            memory.Expire();
        }
    }
}
