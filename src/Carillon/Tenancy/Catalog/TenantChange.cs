namespace Carillon.Tenancy;

/// <summary>A tenant that changed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">The tenant as it is now; null when it is no longer in the catalogue.</param>
public sealed record TenantChange(TenantId Id, Tenant? Tenant);
