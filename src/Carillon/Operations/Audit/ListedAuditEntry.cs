using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Operations;

/// <summary>A line of the audit log as operations show it.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Tenant">Whose tenant; null for the installation.</param>
/// <param name="Subject">What of the tenant.</param>
/// <param name="Before">How it was before, as JSON.</param>
/// <param name="After">How it was then, as JSON.</param>
public sealed record ListedAuditEntry(Instant At, string Actor, string Action, TenantId? Tenant, string? Subject, string? Before, string? After)
{
    internal static ListedAuditEntry Of(AuditEntry entry) =>
        new(entry.At, entry.Note.Actor, entry.Note.Action, entry.Note.Tenant, entry.Note.Subject, entry.Note.Before, entry.Note.After);
}
