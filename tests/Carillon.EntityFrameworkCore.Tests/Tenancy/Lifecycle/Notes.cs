using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

/// <summary>A small part of a tenant's schema, in two versions: hosts of the first go on working on the second.</summary>
internal static class Notes
{
    public static readonly SchemaComponent Version1 = new("notes", DatabaseKind.Tenant, 1, 1, (d, c) => new First(d, c));

    public static readonly SchemaComponent Version2 = new("notes", DatabaseKind.Tenant, 2, 1, (d, c) => new Second(d, c))
    {
        Upgrades = [new(2, 1, (transaction, ct) => transaction.ExecuteScriptAsync("ALTER TABLE note ADD COLUMN stars integer NOT NULL DEFAULT 0", ct))],
    };

    public static async Task WriteAsync(ITenantConnections connections, TenantId tenant, int number, CancellationToken ct)
    {
        await using var transaction = await connections.BeginAsync(tenant, ct);
        await transaction.ExecuteAsync($"INSERT INTO note (tenant_id, number) VALUES ({tenant}, {number})", ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>How many notes there are, and how many rows of the history of versions.</summary>
    public static async Task<(long Notes, long Versions)> CountAsync(ITenantConnections connections, TenantId tenant, CancellationToken ct)
    {
        await using var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, ct);
        return (
            await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM note", r => r.Long(0), ct),
            await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM carillon_schema WHERE component = 'notes'", r => r.Long(0), ct));
    }

    private sealed class First(SqlDialect dialect, DbConnection? connection) : CarillonDbContext(dialect, connection)
    {
        protected override void AddEntities(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>(Describe).Entity<Note>().Ignore(n => n.Stars);
    }

    private sealed class Second(SqlDialect dialect, DbConnection? connection) : CarillonDbContext(dialect, connection)
    {
        protected override void AddEntities(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>(Describe).Entity<Note>().Property(n => n.Stars).HasDefaultValue(0);
    }

    private static void Describe(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Note> note)
    {
        note.ToTable("note");
        note.HasKey(n => new { n.TenantId, n.Number });
    }

    private sealed class Note
    {
        public required TenantId TenantId { get; set; }

        public int Number { get; set; }

        public int Stars { get; set; }
    }
}
