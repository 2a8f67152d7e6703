using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RunMarkRow : FencedOutcomeRow
{
    public required TenantId TenantId { get; set; }

    public Guid RunId { get; set; }

    public RunState? State { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RunMarkRow>
    {
        public void Configure(EntityTypeBuilder<RunMarkRow> builder)
        {
            builder.ToTable("carillon_run");
            builder.HasKey(r => new { r.TenantId, r.RunId });
            builder.Property(r => r.TenantId).HasMaxLength(63);
            builder.Property(r => r.Reason).HasMaxLength(1000);
        }
    }
}
