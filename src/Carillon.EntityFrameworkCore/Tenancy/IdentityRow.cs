using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class IdentityRow
{
    public const string Table = "carillon_identity";

    public required TenantId TenantId { get; set; }

    public long Incarnation { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<IdentityRow>
    {
        public void Configure(EntityTypeBuilder<IdentityRow> builder)
        {
            builder.ToTable(Table);
            builder.HasKey(i => i.TenantId);
            builder.Property(i => i.TenantId).HasMaxLength(63);
        }
    }
}
