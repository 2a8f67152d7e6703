using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Locking;

// A row stays when its lease ends, so that fences go on rising.
internal sealed class LeaseRow
{
    public required string LockKey { get; set; }

    public string? Owner { get; set; }

    public int Epoch { get; set; }

    public long Fence { get; set; }

    public Instant AcquiredAt { get; set; }

    public Instant ExpiresAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LeaseRow>
    {
        public void Configure(EntityTypeBuilder<LeaseRow> builder)
        {
            builder.ToTable("carillon_lease");
            builder.HasKey(l => l.LockKey);
            builder.Property(l => l.LockKey).HasMaxLength(184);
            builder.Property(l => l.Owner).HasMaxLength(160);
        }
    }
}
