using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class SweepHistoryRow
{
    public Instant Minute { get; set; }

    public required TenantId TenantId { get; set; }

    public required string Sweep { get; set; }

    public long Due { get; set; }

    public long Acted { get; set; }

    public long LostRace { get; set; }

    public long Failed { get; set; }

    public long Quarantined { get; set; }

    public Duration? OldestOverdue { get; set; }


    internal sealed class Configuration : IEntityTypeConfiguration<SweepHistoryRow>
    {
        public void Configure(EntityTypeBuilder<SweepHistoryRow> builder)
        {
            builder.ToTable("carillon_sweep_history");
            builder.HasKey(r => new { r.Minute, r.TenantId, r.Sweep });
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.Sweep).HasMaxLength(80);
        }
    }
}
