using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RunMarkRow
{
    public required TenantId TenantId { get; set; }

    public Guid RunId { get; set; }

    public int FenceEpoch { get; set; }

    public long FenceNumber { get; set; }

    public RunState? State { get; set; }

    public string? Reason { get; set; }

    public long? Due { get; set; }

    public long? Acted { get; set; }

    public long? LostRace { get; set; }

    public long? Failed { get; set; }

    public long? Quarantined { get; set; }

    public Duration? OldestOverdue { get; set; }

    public Instant? EndedAt { get; set; }


    internal sealed class Configuration : IEntityTypeConfiguration<RunMarkRow>
    {
        public void Configure(EntityTypeBuilder<RunMarkRow> builder)
        {
            builder.ToTable("carillon_run");
            builder.HasKey(r => new { r.TenantId, r.RunId });
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.Reason).HasMaxLength(1000);
        }
    }
}
