using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Locking;

// The highest fence of a lock that has written in this tenant's database. It is never deleted: what was refused once stays refused.
internal sealed class FenceRow
{
    public required TenantId TenantId { get; set; }

    public required string LockKey { get; set; }

    public int FenceEpoch { get; set; }

    public long FenceNumber { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FenceRow>
    {
        public void Configure(EntityTypeBuilder<FenceRow> builder)
        {
            builder.ToTable("carillon_fence");
            builder.HasKey(f => new { f.TenantId, f.LockKey });
            builder.Property(f => f.TenantId).HasMaxLength(63).HasColumnOrder(1);
            builder.Property(f => f.LockKey).HasMaxLength(184).HasColumnOrder(2);
            builder.Property(f => f.FenceEpoch).HasColumnOrder(3);
            builder.Property(f => f.FenceNumber).HasColumnOrder(4);
        }
    }
}
