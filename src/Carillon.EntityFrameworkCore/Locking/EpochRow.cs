using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.EntityFrameworkCore.Locking;

// One row, or none for epoch 0. Whoever restores the control database raises it: the restored fences may be lower than ones given out.
internal sealed class EpochRow
{
    public int Id { get; set; }

    public int Epoch { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EpochRow>
    {
        public void Configure(EntityTypeBuilder<EpochRow> builder)
        {
            builder.ToTable("carillon_epoch");
            builder.HasKey(e => e.Id);
            builder.Property(e => e.Id).ValueGeneratedNever();
        }
    }
}
