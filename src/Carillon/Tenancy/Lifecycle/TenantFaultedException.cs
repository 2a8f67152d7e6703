namespace Carillon.Tenancy;

/// <summary>A tenant's own database could not be brought up to date: the tenant is Faulted and out of service until an upgrade succeeds.</summary>
public sealed class TenantFaultedException(TenantId tenant, string reason, Exception inner)
    : Exception($"Tenant '{tenant}' is Faulted: {reason}", inner)
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>Why, as the catalogue keeps it.</summary>
    public string Reason { get; } = reason;
}
