using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Announces that a tenant will have due work.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Work">The sweep or other work.</param>
/// <param name="Due">When it falls due.</param>
public sealed record DueHint(TenantId Tenant, JobName Work, Instant Due);
