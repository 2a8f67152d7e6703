using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A stretch of study of an ended part. The spans of a session are disjoint, so no two end together.</summary>
internal sealed class SpanRow
{
    public required TenantId TenantId { get; init; }

    public required string Student { get; init; }

    /// <summary>Before the session in the key, so that a student's recent study is one range.</summary>
    public Instant ToAt { get; init; }

    public required Guid SessionId { get; init; }

    public Instant FromAt { get; init; }

    public int Part { get; init; }

    /// <summary>When the part started: decides attribution.</summary>
    public Instant StartedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SpanRow>
    {
        public void Configure(EntityTypeBuilder<SpanRow> builder)
        {
            builder.ToTable("study_span");
            builder.HasKey(s => new { s.TenantId, s.Student, s.ToAt, s.SessionId });
            builder.Property(s => s.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(s => s.Student).HasMaxLength(SessionText.MaxLength);
        }
    }
}
