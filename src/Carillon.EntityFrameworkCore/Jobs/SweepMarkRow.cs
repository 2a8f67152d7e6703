using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class SweepMarkRow
{
    public required TenantId TenantId { get; set; }

    public required string Sweep { get; set; }

    public Instant SettledTo { get; set; }

    public Instant ClockHigh { get; set; }


    internal sealed class Configuration : IEntityTypeConfiguration<SweepMarkRow>
    {
        public void Configure(EntityTypeBuilder<SweepMarkRow> builder)
        {
            builder.ToTable("carillon_sweep_mark");
            builder.HasKey(r => new { r.TenantId, r.Sweep });
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.Sweep).HasMaxLength(80);
        }
    }
}
