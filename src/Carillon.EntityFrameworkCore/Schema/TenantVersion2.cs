using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>Version 2 of the core's tables in a tenant database: fences of locks. Hosts of version 1 go on working on it.</summary>
internal sealed class TenantVersion2 : ITablesOfVersion
{
    public static readonly SchemaUpgrade Upgrade = new(2, 1, ApplyAsync);

    private static ValueTask ApplyAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        SchemaTables.CreateAsync<TenantVersion2>(transaction, cancellationToken);

    public static void Describe(ModelBuilder model) =>
        model.Table("carillon_fence", t =>
        {
            t.Column<TenantId>("tenant_id", 63).Column<string>("lock_key", 184).Column<int>("fence_epoch").Column<long>("fence_number");
            t.HasKey("tenant_id", "lock_key");
        });
}
