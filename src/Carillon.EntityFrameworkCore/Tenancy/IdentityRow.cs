using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class IdentityRow
{
    public required TenantId TenantId { get; set; }

    public long Incarnation { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<IdentityRow>
    {
        public void Configure(EntityTypeBuilder<IdentityRow> builder)
        {
            builder.ToTable("carillon_identity");
            builder.HasKey(i => i.TenantId);
            builder.Property(i => i.TenantId).HasMaxLength(63);
        }
    }
}
