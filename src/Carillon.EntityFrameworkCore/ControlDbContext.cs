using System.Data.Common;
using Carillon.EntityFrameworkCore.Jobs;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.EntityFrameworkCore.Tenancy;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>The control database: tenants and their changes, named connections, the audit log, next-due hints, leases, runs.</summary>
internal sealed class ControlDbContext : CarillonDbContext
{
    public static readonly SchemaComponent Component = new("control", DatabaseKind.Control, 3, 1, (d, c) => new ControlDbContext(d, c))
    {
        Upgrades = [ControlVersion2.Upgrade, ControlVersion3.Upgrade],
        AppendOnlyTables = [AuditRow.Table],
        FinishAsync = ControlVersion3.NumberChangesAsync,
    };

    public ControlDbContext(DatabaseTransaction transaction)
        : base(transaction)
    {
    }

    private ControlDbContext(SqlDialect dialect, DbConnection? connection)
        : base(dialect, connection)
    {
    }

    protected override void AddEntities(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new TenantRow.Configuration());
        modelBuilder.ApplyConfiguration(new TenantChangeRow.Configuration());
        modelBuilder.ApplyConfiguration(new ConnectionRow.Configuration());
        modelBuilder.ApplyConfiguration(new AuditRow.Configuration());
        JobStores.AddControlTables(modelBuilder);
        modelBuilder.ApplyConfiguration(new LeaseRow.Configuration());
        modelBuilder.ApplyConfiguration(new EpochRow.Configuration());
    }
}
