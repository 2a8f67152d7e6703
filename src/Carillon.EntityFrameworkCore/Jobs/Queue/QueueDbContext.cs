using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>The table of queued runs in each tenant database.</summary>
internal sealed class QueueDbContext(SqlDialect dialect, DbConnection? connection) : CarillonDbContext(dialect, connection)
{
    public static readonly SchemaComponent Component = new("queue", DatabaseKind.Tenant, 1, 1, (d, c) => new QueueDbContext(d, c));

    protected override void AddEntities(ModelBuilder modelBuilder) => modelBuilder.ApplyConfiguration(new QueuedJobRow.Configuration());
}
