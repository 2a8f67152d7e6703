using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>What a sweep did for a tenant within one minute.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sweep">The sweep.</param>
/// <param name="Minute">The start of the minute, by the tenant's database clock.</param>
/// <param name="Counts">What was found and done.</param>
public sealed record SweepHistoryEntry(TenantId Tenant, JobName Sweep, Instant Minute, WorkCounts Counts);
