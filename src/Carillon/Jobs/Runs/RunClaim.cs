using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Which runs a host wants to work on.</summary>
/// <param name="Known">The jobs it can run, with the highest version of their arguments.</param>
/// <param name="Lease">How long the claim holds without a renewal.</param>
/// <param name="Limit">At most this many.</param>
public sealed record RunClaim(IReadOnlyDictionary<JobName, int> Known, Duration Lease, int Limit)
{
    /// <summary>Only this tenant's; null for all.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Only this run; null for all.</summary>
    public Guid? RunId { get; init; }
}
