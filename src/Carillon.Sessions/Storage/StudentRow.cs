using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.Sessions.Storage;

/// <summary>One row per student: its lock orders everything that changes the student's sessions, beats of live sessions apart.</summary>
internal sealed class StudentRow
{
    public required TenantId TenantId { get; init; }

    public required string Student { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StudentRow>
    {
        public void Configure(EntityTypeBuilder<StudentRow> builder)
        {
            builder.ToTable("study_student");
            builder.HasKey(s => new { s.TenantId, s.Student });
            builder.Property(s => s.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(s => s.Student).HasMaxLength(SessionText.MaxLength);
        }
    }
}
