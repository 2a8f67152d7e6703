using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>One version of a policy; never changed.</summary>
internal sealed class PolicyRow
{
    public required TenantId TenantId { get; init; }

    public required string Name { get; init; }

    public int Version { get; init; }

    public required string Rules { get; init; }

    /// <summary>The version under which a host stated these rules; null where they were set for the tenant.</summary>
    public int? HostVersion { get; init; }

    public Instant CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PolicyRow>
    {
        public void Configure(EntityTypeBuilder<PolicyRow> builder)
        {
            builder.ToTable("study_policy");
            builder.HasKey(p => new { p.TenantId, p.Name, p.Version });
            builder.Property(p => p.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(p => p.Name).HasMaxLength(SessionPolicy.MaxNameLength);
        }
    }
}
