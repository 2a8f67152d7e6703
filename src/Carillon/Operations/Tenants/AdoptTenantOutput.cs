using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The output of <c>tenants.adopt</c>.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Status">Its status: it is still out of service.</param>
/// <param name="Incarnation">The incarnation that its database is stamped with now.</param>
/// <param name="Found">The stamp that the database carried.</param>
/// <param name="HeldMessages">How many messages that were not sent are held now.</param>
/// <param name="Runs">Runs that the control database and the tenant's know differently.</param>
public sealed record AdoptTenantOutput(
    TenantId Tenant, TenantStatus Status, long Incarnation, string Found, long HeldMessages, IReadOnlyList<RunDifference> Runs);
