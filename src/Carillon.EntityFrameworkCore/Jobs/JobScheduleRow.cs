using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class JobScheduleRow
{
    public required TenantId TenantId { get; set; }

    public required string ScheduleId { get; set; }

    public required string Job { get; set; }

    public Duration Every { get; set; }

    public Instant Activation { get; set; }

    public Instant? NextAt { get; set; }

    public long Version { get; set; }


    internal sealed class Configuration : IEntityTypeConfiguration<JobScheduleRow>
    {
        public void Configure(EntityTypeBuilder<JobScheduleRow> builder)
        {
            builder.ToTable("carillon_job_schedule");
            builder.HasKey(r => new { r.TenantId, r.ScheduleId });
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.ScheduleId).HasMaxLength(80);
            builder.Property(r => r.Job).HasMaxLength(80);
            builder.HasIndex(r => r.NextAt).HasFilter("next_at IS NOT NULL");
        }
    }
}
