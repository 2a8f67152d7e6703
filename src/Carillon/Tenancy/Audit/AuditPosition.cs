using NodaTime;

namespace Carillon.Tenancy;

/// <summary>A place in the audit log: the keyset to go on from.</summary>
/// <param name="At">The instant of the last entry seen.</param>
/// <param name="Id">Its id.</param>
public readonly record struct AuditPosition(Instant At, Guid Id)
{
    /// <summary>The place of an entry.</summary>
    public static AuditPosition Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.At, entry.Id);
    }
}
