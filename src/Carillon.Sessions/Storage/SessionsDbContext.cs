using System.Data.Common;
using Carillon.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Carillon.Sessions.Storage;

/// <summary>The tables of study sessions in each tenant database.</summary>
internal sealed class SessionsDbContext(SqlDialect dialect, DbConnection? connection) : CarillonDbContext(dialect, connection)
{
    public static readonly SchemaComponent Component = new("sessions", DatabaseKind.Tenant, 1, 1, (d, c) => new SessionsDbContext(d, c));

    protected override void AddEntities(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new StudentRow.Configuration());
        modelBuilder.ApplyConfiguration(new SessionRow.Configuration());
        modelBuilder.ApplyConfiguration(new PartRow.Configuration());
        modelBuilder.ApplyConfiguration(new EvidenceRow.Configuration());
        modelBuilder.ApplyConfiguration(new SpanRow.Configuration());
        modelBuilder.ApplyConfiguration(new TotalRow.Configuration());
        modelBuilder.ApplyConfiguration(new PolicyRow.Configuration());
    }
}
