namespace Carillon.Tenancy;

/// <summary>What an adoption found and did.</summary>
/// <param name="Tenant">The tenant as the catalogue now knows it.</param>
/// <param name="Found">The stamp that the database carried.</param>
/// <param name="HeldMessages">How many messages that were not sent are held now.</param>
/// <param name="Differences">Runs that the control database and the tenant's know differently, at most 1,000; empty for another tenant's clone.</param>
public sealed record AdoptedTenant(Tenant Tenant, DatabaseStamp Found, long HeldMessages, IReadOnlyList<RunDifference> Differences);
