using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>One piece of evidence, kept until its session is final.</summary>
internal sealed class EvidenceRow
{
    public required TenantId TenantId { get; init; }

    public required Guid SessionId { get; init; }

    public EvidenceKind Kind { get; init; }

    public required string Key { get; init; }

    public Instant EffectiveAt { get; init; }

    public Instant ClientAt { get; init; }

    public Instant ReceivedAt { get; init; }

    public Duration ClockOffset { get; init; }

    public bool ClockSuspect { get; init; }

    public static EvidenceRow Of(TenantId tenant, Guid session, Evidence evidence) => new()
    {
        TenantId = tenant,
        SessionId = session,
        Kind = evidence.Kind,
        Key = evidence.Key,
        EffectiveAt = evidence.EffectiveAt,
        ClientAt = Evidence.Storable(evidence.ClientAt),
        ReceivedAt = evidence.ReceivedAt,
        ClockOffset = evidence.Offset,
        ClockSuspect = evidence.ClockSuspect,
    };

    public static (Guid Session, Evidence Evidence) Read(SqlRow row) => (
        row.Guid(0),
        new(row.Instant(3), (EvidenceKind)row.Int(1), row.Text(2), row.Instant(4), row.Instant(5), row.Duration(6), row.Bool(7)));

    internal sealed class Configuration : IEntityTypeConfiguration<EvidenceRow>
    {
        public void Configure(EntityTypeBuilder<EvidenceRow> builder)
        {
            builder.ToTable("study_evidence");
            builder.HasKey(e => new { e.TenantId, e.SessionId, e.Kind, e.Key });
            builder.Property(e => e.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(e => e.Key).HasMaxLength(SessionText.MaxLength);
        }
    }
}
