using System.Data.Common;
using Carillon.EntityFrameworkCore.Jobs;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.EntityFrameworkCore.Outbox;
using Carillon.EntityFrameworkCore.Tenancy;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>The core's tables in each tenant database: identity, run marks, sweep marks, outbox, command inbox, fences of locks.</summary>
internal sealed class TenantDbContext : CarillonDbContext
{
    public static readonly SchemaComponent Component = new("core", DatabaseKind.Tenant, 2, 1, (d, c) => new TenantDbContext(d, c))
    {
        Upgrades = [TenantVersion2.Upgrade],
    };

    public TenantDbContext(DatabaseTransaction transaction)
        : base(transaction)
    {
    }

    private TenantDbContext(SqlDialect dialect, DbConnection? connection)
        : base(dialect, connection)
    {
    }

    protected override void AddEntities(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new IdentityRow.Configuration());
        modelBuilder.ApplyConfiguration(new OutboxRow.Configuration());
        modelBuilder.ApplyConfiguration(new CommandRow.Configuration());
        JobStores.AddTenantTables(modelBuilder);
        modelBuilder.ApplyConfiguration(new FenceRow.Configuration());
    }
}
