using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>When a tenant's work of one kind is to be looked at next.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Work">The sweep or other work.</param>
/// <param name="WakeAt">When to look; null when nothing is known to wait.</param>
/// <param name="Seq">Rises with every change of <paramref name="WakeAt"/>, for compare-and-set.</param>
/// <param name="ProbeAt">When to look whatever the hints say.</param>
public sealed record DueRow(TenantId Tenant, JobName Work, Instant? WakeAt, long Seq, Instant ProbeAt)
{
    /// <summary>When the row was hinted last; null when it never was.</summary>
    public Instant? HintedAt { get; init; }

    /// <summary>The earliest deadline among the hints whose transactions may still be open.</summary>
    public Instant? HintedDue { get; init; }
}
