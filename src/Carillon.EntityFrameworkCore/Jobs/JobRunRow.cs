using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class JobRunRow : FencedOutcomeRow
{
    public Guid RunId { get; set; }

    public required TenantId TenantId { get; set; }

    public required string Job { get; set; }

    public int Version { get; set; }

    public required string Args { get; set; }

    public Instant DueAt { get; set; }

    public string? ScheduleId { get; set; }

    public string? Scheduled { get; set; }

    public int Pass { get; set; }

    public RunState State { get; set; }

    public Instant? WakeAt { get; set; }

    public int Attempt { get; set; }

    public string? LiveKey { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobRunRow>
    {
        public void Configure(EntityTypeBuilder<JobRunRow> builder)
        {
            builder.ToTable("carillon_job_run");
            builder.HasKey(r => r.RunId);
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.Job).HasMaxLength(80);
            builder.Property(r => r.ScheduleId).HasMaxLength(80);
            builder.Property(r => r.Scheduled).HasMaxLength(40);
            builder.Property(r => r.LiveKey).HasMaxLength(150);
            builder.Property(r => r.Reason).HasMaxLength(1000);
            builder.HasIndex(r => r.LiveKey).IsUnique();
            builder.HasIndex(r => r.WakeAt).HasFilter("wake_at IS NOT NULL");
            builder.HasIndex(r => new { r.TenantId, r.Job, r.DueAt });
        }
    }
}
