using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The output of <c>tenants.list</c>.</summary>
/// <param name="Tenants">The tenants, by id.</param>
/// <param name="After">Where the next page begins; null when this is the last.</param>
public sealed record ListTenantsOutput(IReadOnlyList<ListedTenant> Tenants, TenantId? After);
