using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class AuditRow
{
    public const string Table = "carillon_audit";

    public Instant At { get; set; }

    public Guid EntryId { get; set; }

    public TenantId? TenantId { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public string? Subject { get; set; }

    public string? Before { get; set; }

    public string? After { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditRow>
    {
        public void Configure(EntityTypeBuilder<AuditRow> builder)
        {
            builder.ToTable(Table);
            builder.HasKey(a => new { a.At, a.EntryId });
            builder.Property(a => a.TenantId).HasMaxLength(63);
            builder.Property(a => a.Actor).HasMaxLength(81);
            builder.Property(a => a.Action).HasMaxLength(81);
            builder.Property(a => a.Subject).HasMaxLength(81);
            builder.HasIndex(a => new { a.TenantId, a.At, a.EntryId });
        }
    }
}
