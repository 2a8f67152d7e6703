using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Outbox;

internal sealed class OutboxRow
{
    public required TenantId TenantId { get; set; }

    public required string MessageKey { get; set; }

    public required string Topic { get; set; }

    public int Version { get; set; }

    public required string Payload { get; set; }

    public string? Subject { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? ValidUntil { get; set; }

    public OutboxState State { get; set; }

    public Instant? WakeAt { get; set; }

    public int Attempts { get; set; }

    public long Fence { get; set; }

    public Instant? FinishedAt { get; set; }

    public string? Error { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> builder)
        {
            builder.ToTable("carillon_outbox");
            builder.HasKey(m => new { m.TenantId, m.MessageKey });
            builder.Property(m => m.TenantId).HasMaxLength(63);
            builder.Property(m => m.MessageKey).HasMaxLength(400);
            builder.Property(m => m.Topic).HasMaxLength(80);
            builder.Property(m => m.Subject).HasMaxLength(200);

            // Without the key, which is long: messages of one transaction wake together, and their order is made when they are claimed.
            builder.HasIndex(m => new { m.TenantId, m.WakeAt })
                .HasFilter("wake_at IS NOT NULL")
                .HasDatabaseName("ix_carillon_outbox_wake");
        }
    }
}
