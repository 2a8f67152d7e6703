using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class ConnectionRow
{
    public const string Table = "carillon_connection";

    public required TenantId TenantId { get; set; }

    public required string Name { get; set; }

    public Guid ConnectionId { get; set; }

    public required string Provider { get; set; }

    public string? Host { get; set; }

    public int? Port { get; set; }

    public required string DatabaseName { get; set; }

    public string? UserName { get; set; }

    public required string Options { get; set; }

    public string? KeyId { get; set; }

    public byte[]? Secret { get; set; }

    public bool IsDefault { get; set; }

    public long Version { get; set; }

    public int Generation { get; set; }

    public Instant? TestedAt { get; set; }

    public ConnectionTestOutcome? TestOutcome { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ConnectionRow>
    {
        public void Configure(EntityTypeBuilder<ConnectionRow> builder)
        {
            builder.ToTable(Table);
            builder.HasKey(c => new { c.TenantId, c.Name });
            builder.Property(c => c.TenantId).HasMaxLength(63);
            builder.Property(c => c.Name).HasMaxLength(63);
            builder.Property(c => c.Provider).HasMaxLength(500);
            builder.Property(c => c.Host).HasMaxLength(500);
            builder.Property(c => c.DatabaseName).HasMaxLength(500);
            builder.Property(c => c.UserName).HasMaxLength(500);
            builder.Property(c => c.KeyId).HasMaxLength(200);
            builder.HasIndex(c => c.TenantId).IsUnique().HasFilter("is_default");
            builder.HasIndex(c => new { c.KeyId, c.TenantId, c.Name });
        }
    }
}
