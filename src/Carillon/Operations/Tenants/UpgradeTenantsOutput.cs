namespace Carillon.Operations;

/// <summary>The output of <c>tenants.upgrade</c>.</summary>
/// <param name="Tenants">Each tenant once, by id.</param>
public sealed record UpgradeTenantsOutput(IReadOnlyList<TenantUpgradeLine> Tenants);
