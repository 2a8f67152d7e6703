namespace Carillon.Tenancy;

/// <summary>The tenant exists but is not in service.</summary>
public sealed class TenantNotActiveException(TenantId tenant, TenantStatus status)
    : Exception($"Tenant '{tenant}' is {status}; only an Active tenant accepts commands and gets scheduled work.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>Its status.</summary>
    public TenantStatus Status { get; } = status;
}
