using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Which entries of the audit log to list, the newest first.</summary>
public sealed record AuditQuery
{
    /// <summary>The greatest number of entries in one answer.</summary>
    public const int MaximumLimit = 1000;

    /// <summary>Only those of this tenant; null for all.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Only those by this actor; null for all.</summary>
    public string? Actor { get; init; }

    /// <summary>Only this action, or all actions under it: <c>connection</c> includes <c>connection.tested</c>. Null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Only those at or after this instant; null for all.</summary>
    public Instant? From { get; init; }

    /// <summary>Only those before this instant; null for all.</summary>
    public Instant? Until { get; init; }

    /// <summary>Only those that are older than this place; null to begin with the newest.</summary>
    public AuditPosition? After { get; init; }

    /// <summary>How many entries at most.</summary>
    /// <value>Default: 100; from 1 to <see cref="MaximumLimit"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumLimit);
            field = value;
        }
    }

    = 100;

    /// <summary>True when the query includes the entry.</summary>
    public bool Includes(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Tenant is null || entry.Note.Tenant == Tenant)
            && (Actor is null || entry.Note.Actor == Actor)
            && (Action is null || entry.Note.Action == Action || entry.Note.Action.StartsWith(Action + '.', StringComparison.Ordinal))
            && (From is not { } from || entry.At >= from)
            && (Until is not { } until || entry.At < until)
            && (After is not { } after || entry.At < after.At || (entry.At == after.At && entry.Id.CompareTo(after.Id) < 0));
    }
}
