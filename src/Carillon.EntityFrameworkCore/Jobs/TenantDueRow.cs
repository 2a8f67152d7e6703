using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class TenantDueRow
{
    public required TenantId TenantId { get; set; }

    public required string Work { get; set; }

    public Instant? WakeAt { get; set; }

    public long Seq { get; set; }

    public Instant? HintedAt { get; set; }

    public Instant? HintedDue { get; set; }

    public Instant ProbeAt { get; set; }


    internal sealed class Configuration : IEntityTypeConfiguration<TenantDueRow>
    {
        public void Configure(EntityTypeBuilder<TenantDueRow> builder)
        {
            builder.ToTable("carillon_tenant_due");
            builder.HasKey(r => new { r.TenantId, r.Work });
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.Work).HasMaxLength(80);
            builder.HasIndex(r => r.WakeAt).HasFilter("wake_at IS NOT NULL");
            builder.HasIndex(r => r.ProbeAt);
        }
    }
}
