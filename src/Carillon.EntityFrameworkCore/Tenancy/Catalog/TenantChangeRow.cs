using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Tenancy;

// When each tenant's row changed last. The database itself writes it, so that hosts of older versions and people with a console are in the feed.
internal sealed class TenantChangeRow
{
    public required TenantId TenantId { get; set; }

    public long Position { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TenantChangeRow>
    {
        public void Configure(EntityTypeBuilder<TenantChangeRow> builder)
        {
            builder.ToTable("carillon_tenant_change");
            builder.HasKey(c => c.TenantId);
            builder.Property(c => c.TenantId).HasMaxLength(63);
            builder.HasIndex(c => c.Position).IsUnique();
        }
    }
}
