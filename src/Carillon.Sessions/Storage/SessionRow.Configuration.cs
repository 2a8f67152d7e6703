using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Carillon.Sessions.Storage;

internal sealed partial record SessionRow
{
    internal sealed class Configuration : IEntityTypeConfiguration<SessionRow>
    {
        public void Configure(EntityTypeBuilder<SessionRow> builder)
        {
            builder.ToTable("study_session");
            builder.HasKey(s => new { s.TenantId, s.Id });

            // A fifth of each page stays free on PostgreSQL: beats write a live row anew every few minutes, and only where the new version
            // fits into the page are the indexes left alone.
            builder.HasAnnotation("Npgsql:StorageParameter:fillfactor", 80);
            builder.Property(s => s.TenantId).HasMaxLength(TenantId.MaximumLength);
            builder.Property(s => s.Student).HasMaxLength(SessionText.MaxLength);
            builder.Property(s => s.ClientSessionId).HasMaxLength(SessionText.MaxLength);
            builder.Property(s => s.Subject).HasMaxLength(SessionText.MaxLength);
            builder.Property(s => s.Contest).HasMaxLength(SessionText.MaxLength);
            builder.Property(s => s.ScopeKey).HasMaxLength(SessionText.MaxLength);
            builder.Property(s => s.Policy).HasMaxLength(64);
            builder.Property(s => s.ZoneId).HasMaxLength(64);

            // A student's sessions, and among them without a look at the others those that are not final, which a start has to read.
            builder.HasIndex(s => new { s.TenantId, s.Student, s.Awaits }).HasDatabaseName("study_session_student");

            // What two starts at once cannot both get.
            builder.HasIndex(s => new { s.TenantId, s.Student, s.ScopeKey, s.Slot }).HasDatabaseName("study_session_slot")
                .IsUnique().HasFilter("slot IS NOT NULL");

            // One per sweep.
            builder.HasIndex(s => new { s.TenantId, s.WakeAt, s.Id }, "study_session_auto_end").HasFilter("awaits = 1");
            builder.HasIndex(s => new { s.TenantId, s.WakeAt, s.Id }, "study_session_finalise").HasFilter("awaits = 2");
        }
    }
}
