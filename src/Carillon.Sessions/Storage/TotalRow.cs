using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A projection of the spans of one student and day. Totals over all days are sums of these.</summary>
internal sealed class TotalRow
{
    public required TenantId TenantId { get; init; }

    public required string Student { get; init; }

    public LocalDate Date { get; init; }

    public TotalKind Kind { get; init; }

    /// <summary>The subject or the contest; empty for the student's day.</summary>
    public required string Key { get; init; }

    /// <summary>Zero where there once was study.</summary>
    public Duration Micros { get; init; }

    /// <summary>Rises with every change, also over a rebuild: at least the instant of the change in microseconds.</summary>
    public long Version { get; init; }

    public TotalKey TotalKey => new(Kind, Date, Key);

    public static Func<SqlRow, TotalRow> Reader(TenantId tenant) => row => new()
    {
        TenantId = tenant,
        Student = row.Text(0),
        Date = row.Date(1),
        Kind = (TotalKind)row.Int(2),
        Key = row.Text(3),
        Micros = row.Duration(4),
        Version = row.Long(5),
    };

    internal sealed class Configuration : IEntityTypeConfiguration<TotalRow>
    {
        public void Configure(EntityTypeBuilder<TotalRow> builder)
        {
            builder.ToTable("study_total");
            builder.HasKey(t => new { t.TenantId, t.Student, t.Date, t.Kind, t.Key });
            builder.Property(t => t.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(t => t.Student).HasMaxLength(SessionText.MaxLength);
            builder.Property(t => t.Key).HasMaxLength(SessionText.MaxLength);
            builder.Ignore(t => t.TotalKey);
        }
    }
}
