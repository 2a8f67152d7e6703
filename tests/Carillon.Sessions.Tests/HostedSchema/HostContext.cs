using Carillon.EntityFrameworkCore;
using Carillon.PostgreSql;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Tests.HostedSchema;

/// <summary>A context of the host: its own table, and those of Carillon with the study sessions.</summary>
internal sealed class HostContext(string kind, string connectionString) : DbContext
{
    public static async Task<HostContext> OnAsync(TestInstallation installation, TenantId tenant, CancellationToken ct)
    {
        var address = await installation.Services.GetRequiredService<IDatabaseDirectory>().LocateAsync(tenant, ct);
        return new(installation.Kind, installation.Kind == "sqlite"
            ? new SqliteConnectionStringBuilder(address.ConnectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString()
            : address.ConnectionString);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        _ = kind == "sqlite" ? optionsBuilder.UseSqlite(connectionString) : optionsBuilder.UseNpgsql(connectionString);

    // The kind of database is part of the test, not of the host: one model each.
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Course>().ToTable("course").Property(c => c.Id).ValueGeneratedNever();
        modelBuilder.AddCarillon(m => (kind == "sqlite" ? m.ForSqlite() : m.ForPostgreSql()).Sessions());
    }

    internal sealed class Course
    {
        public int Id { get; set; }

        public required string Title { get; set; }
    }
}
