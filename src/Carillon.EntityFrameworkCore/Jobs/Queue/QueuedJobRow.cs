using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class QueuedJobRow : FencedOutcomeRow
{
    public required TenantId TenantId { get; set; }

    public Guid JobId { get; set; }

    public required string Job { get; set; }

    public int Version { get; set; }

    public required string Args { get; set; }

    public string? JobKey { get; set; }

    public string? Subject { get; set; }

    public JobPriority Priority { get; set; }

    public Instant EnqueuedAt { get; set; }

    public Instant DueAt { get; set; }

    public RunState State { get; set; }

    public Instant? WakeAt { get; set; }

    public int Attempt { get; set; }

    public string? CancelReason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<QueuedJobRow>
    {
        public void Configure(EntityTypeBuilder<QueuedJobRow> builder)
        {
            builder.ToTable("carillon_job");
            builder.HasKey(j => new { j.TenantId, j.JobId });
            builder.Property(j => j.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(j => j.Job).HasMaxLength(80);
            builder.Property(j => j.JobKey).HasMaxLength(200);
            builder.Property(j => j.Subject).HasMaxLength(200);
            builder.Property(j => j.Reason).HasMaxLength(1000);
            builder.Property(j => j.CancelReason).HasMaxLength(1000);
            builder.HasIndex(j => new { j.TenantId, j.Priority, j.WakeAt }).HasFilter("wake_at IS NOT NULL").HasDatabaseName("ix_carillon_job_wake");
            builder.HasIndex(j => new { j.TenantId, j.EndedAt }).HasFilter("ended_at IS NOT NULL").HasDatabaseName("ix_carillon_job_ended");
        }
    }
}
