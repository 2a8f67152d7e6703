using NodaTime;

namespace Carillon.Tenancy;

/// <summary>A tenant that failed lately.</summary>
/// <param name="Work">The name of the work.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Failures">How often it failed one time after the other.</param>
/// <param name="OpenUntil">Until when it is left out; null while it is not.</param>
/// <param name="LastError">What it failed with last, clipped.</param>
public sealed record TenantCircuitState(string Work, TenantId Tenant, int Failures, Instant? OpenUntil, string LastError);
