using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantRow
{
    public required TenantId TenantId { get; set; }

    public required string Name { get; set; }

    public required string ZoneId { get; set; }

    public TenantStatus Status { get; set; }

    public string? StatusReason { get; set; }

    public long Version { get; set; }

    public long Incarnation { get; set; }

    public required string ServerId { get; set; }

    public int ConnectionGeneration { get; set; }

    public Tenant ToTenant() => new(TenantId, Name, ZoneId)
    {
        Status = Status,
        StatusReason = StatusReason,
        Version = Version,
        Incarnation = Incarnation,
        ServerId = ServerId,
        ConnectionGeneration = ConnectionGeneration,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<TenantRow>
    {
        public void Configure(EntityTypeBuilder<TenantRow> builder)
        {
            builder.ToTable("carillon_tenant");
            builder.HasKey(t => t.TenantId);
            builder.Property(t => t.TenantId).HasMaxLength(63);
        }
    }
}
