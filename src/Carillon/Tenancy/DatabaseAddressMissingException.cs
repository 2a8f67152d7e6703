namespace Carillon.Tenancy;

/// <summary>No database is configured for the tenant.</summary>
public sealed class DatabaseAddressMissingException(TenantId tenant)
    : Exception($"No database is configured for tenant '{tenant}'. Set Carillon:Databases:{tenant}, or a provider with one file or database per tenant.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;
}
