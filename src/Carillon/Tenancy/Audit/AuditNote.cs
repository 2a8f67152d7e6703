namespace Carillon.Tenancy;

/// <summary>Something that was done, for the audit log. It never holds a secret.</summary>
/// <param name="Actor">Who did it; at most 80 characters are kept.</param>
/// <param name="Action">What was done, see <see cref="AuditActions"/>: dot-separated words, at most 80 characters.</param>
public sealed record AuditNote(string Actor, string Action)
{
    /// <summary>Who did it.</summary>
    public string Actor { get; init; } = string.IsNullOrWhiteSpace(Actor)
        ? throw new ArgumentException("The audit log wants to know who did it.", nameof(Actor))
        : Printable.Clip(Actor);

    /// <summary>What was done.</summary>
    public string Action { get; init; } = string.IsNullOrWhiteSpace(Action)
        ? throw new ArgumentException("The audit log wants to know what was done.", nameof(Action))
        : Printable.Clip(Action);

    /// <summary>Whose tenant it was done to; null for the installation.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>What of the tenant it was done to, e.g. the name of a connection or a job; at most 80 characters are kept. An opaque name, never a person's.</summary>
    public string? Subject { get; init => field = value is null ? null : Printable.Clip(value); }

    /// <summary>How it was before, as JSON; null when it was not there.</summary>
    public string? Before { get; init; }

    /// <summary>How it is now, as JSON; null when it is gone.</summary>
    public string? After { get; init; }

    /// <summary>A note of a change in the catalogue of tenants.</summary>
    /// <param name="before">How the tenant was; null when it is new.</param>
    /// <param name="after">How it is now.</param>
    /// <param name="actor">Who changed it.</param>
    public static AuditNote Of(Tenant? before, Tenant after, string actor)
    {
        ArgumentNullException.ThrowIfNull(after);
        return new(actor, before is null ? AuditActions.TenantAdded : AuditActions.TenantChanged)
        {
            Tenant = after.Id,
            Before = before is null ? null : AuditJson.Of(before),
            After = AuditJson.Of(after),
        };
    }
}
