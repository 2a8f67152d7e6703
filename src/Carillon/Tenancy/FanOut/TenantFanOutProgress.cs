namespace Carillon.Tenancy;

/// <summary>One step of a fan-out.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Outcome">How it ended, or null when it has just started.</param>
/// <param name="Finished">How many tenants have ended so far.</param>
public sealed record TenantFanOutProgress(TenantId Tenant, TenantOutcome? Outcome, int Finished);
