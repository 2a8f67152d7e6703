using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>What <c>tenants.upgrade</c> did for one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Changes">The versions before and after, e.g. <c>core 1 → 2</c>; empty when its schema was up to date.</param>
/// <param name="Status">The tenant's status afterwards; null when it is as it was.</param>
/// <param name="Problem">Why it failed.</param>
public sealed record TenantUpgradeLine(TenantId Tenant, TenantOutcome Outcome, IReadOnlyList<string> Changes, TenantStatus? Status, string? Problem)
{
    internal static TenantUpgradeLine Of(TenantResult<UpgradedTenant> result) => new(
        result.Tenant,
        result.Outcome,
        [.. (result.Value?.Changes ?? []).Select(c => c.ToString())],
        result.Error is TenantFaultedException ? TenantStatus.Faulted : result.Value?.Status,
        result.Error?.Message);
}
