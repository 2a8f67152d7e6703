using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A part that is followed by another one. The last part is in the row of the session itself.</summary>
internal sealed class PartRow
{
    public required TenantId TenantId { get; init; }

    public required Guid SessionId { get; init; }

    public int Part { get; init; }

    public Instant StartedAt { get; init; }

    public Instant EndedAt { get; init; }

    public SessionEndReason EndReason { get; init; }

    public Duration Credit { get; init; }

    /// <summary>The session's version at which its end last changed.</summary>
    public long EndVersion { get; init; }

    public static Func<SqlRow, PartRow> Reader(TenantId tenant) => row => new()
    {
        TenantId = tenant,
        SessionId = row.Guid(0),
        Part = row.Int(1),
        StartedAt = row.Instant(2),
        EndedAt = row.Instant(3),
        EndReason = (SessionEndReason)row.Int(4),
        Credit = row.Duration(5),
        EndVersion = row.Long(6),
    };

    internal sealed class Configuration : IEntityTypeConfiguration<PartRow>
    {
        public void Configure(EntityTypeBuilder<PartRow> builder)
        {
            builder.ToTable("study_part");
            builder.HasKey(p => new { p.TenantId, p.SessionId, p.Part });
            builder.Property(p => p.TenantId).HasMaxLength(TenantId.MaximumLength);
        }
    }
}
