using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>Version 3 of the control database: the feed of the catalogue's changes. Hosts of version 1 go on working on it, and what they change is in it.</summary>
internal sealed class ControlVersion3 : ITablesOfVersion
{
    public static readonly SchemaUpgrade Upgrade = new(3, 1, ApplyAsync);

    public static ValueTask NumberChangesAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteScriptAsync(transaction.Dialect().NumberChanges("carillon_tenant", "tenant_id"), cancellationToken);

    private static async ValueTask ApplyAsync(DatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await SchemaTables.CreateAsync<ControlVersion3>(transaction, cancellationToken).ConfigureAwait(false);

        // From here on no host changes a tenant until this transaction ends, so that none is missed between the rows that are there and the next.
        await NumberChangesAsync(transaction, cancellationToken).ConfigureAwait(false);
        await transaction.ExecuteAsync(
            $"INSERT INTO carillon_tenant_change (tenant_id, position) SELECT tenant_id, row_number() OVER (ORDER BY tenant_id) FROM carillon_tenant",
            cancellationToken).ConfigureAwait(false);
    }

    public static void Describe(ModelBuilder model) =>
        model.Table("carillon_tenant_change", t =>
        {
            t.Column<TenantId>("tenant_id", 63).Column<long>("position");
            t.HasKey("tenant_id");
            t.HasIndex("position").IsUnique();
        });
}
