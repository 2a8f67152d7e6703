namespace Carillon.Tenancy;

/// <summary>The catalogue has no tenant of this id.</summary>
public sealed class TenantNotFoundException(TenantId tenant)
    : Exception($"Tenant '{tenant}' is not in the catalogue.")
{
    /// <summary>The id that was asked for.</summary>
    public TenantId Tenant { get; } = tenant;
}
