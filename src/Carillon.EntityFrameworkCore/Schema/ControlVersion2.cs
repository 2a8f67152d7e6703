using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Carillon.EntityFrameworkCore;

/// <summary>Version 2 of the control database: named connections, and the audit log. Hosts of version 1 go on working on it.</summary>
internal sealed class ControlVersion2 : ITablesOfVersion
{
    public static readonly SchemaUpgrade Upgrade = new(2, 1, ApplyAsync);

    private static async ValueTask ApplyAsync(DatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await SchemaTables.CreateAsync<ControlVersion2>(transaction, cancellationToken).ConfigureAwait(false);
        await transaction.ExecuteScriptAsync(transaction.Dialect().MakeAppendOnly("carillon_audit"), cancellationToken).ConfigureAwait(false);
    }

    public static void Describe(ModelBuilder model)
    {
        model.Table("carillon_connection", t =>
        {
            t.Column<TenantId>("tenant_id", 63).Column<string>("name", 63).Column<Guid>("connection_id").Column<string>("provider", 500)
                .Column<string>("host", 500, required: false).Column<int?>("port", required: false).Column<string>("database_name", 500)
                .Column<string>("user_name", 500, required: false).Column<string>("options").Column<string>("key_id", 200, required: false)
                .Column<byte[]>("secret", required: false).Column<bool>("is_default").Column<long>("version").Column<int>("generation")
                .Column<Instant?>("tested_at", required: false).Column<int?>("test_outcome", required: false);
            t.HasKey("tenant_id", "name");
            t.HasIndex("tenant_id").IsUnique().HasFilter("is_default");
            t.HasIndex("key_id", "tenant_id", "name");
        });
        model.Table("carillon_audit", t =>
        {
            t.Column<Instant>("at").Column<Guid>("entry_id").Column<TenantId?>("tenant_id", 63, required: false).Column<string>("actor", 81)
                .Column<string>("action", 81).Column<string>("subject", 81, required: false).Column<string>("before", required: false)
                .Column<string>("after", required: false);
            t.HasKey("at", "entry_id");
            t.HasIndex("tenant_id", "at", "entry_id");
        });
    }
}
