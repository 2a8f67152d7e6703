using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class CommandRow
{
    public required TenantId TenantId { get; set; }

    public required string CommandId { get; set; }

    public required string PayloadHash { get; set; }

    public string? Response { get; set; }

    public Instant ReceivedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CommandRow>
    {
        public void Configure(EntityTypeBuilder<CommandRow> builder)
        {
            builder.ToTable("carillon_command");
            builder.HasKey(c => new { c.TenantId, c.CommandId });
            builder.Property(c => c.TenantId).HasMaxLength(63);
            builder.Property(c => c.CommandId).HasMaxLength(200);
            builder.Property(c => c.PayloadHash).HasMaxLength(64);
        }
    }
}
