namespace Carillon.Tenancy;

/// <summary>Which status may follow which.</summary>
/// <remarks>
/// <code>
/// Provisioning → Active ⇄ Suspended          Provisioning, Active, Suspended, Faulted → Deleting → Deleted
///               Active ⇄ Faulted → Suspended
/// </code>
/// A failed upgrade leaves a suspended tenant suspended, so that its repair does not put it back into service.
/// </remarks>
public static class TenantTransitions
{
    /// <summary>True when a tenant in status <paramref name="from"/> may become <paramref name="to"/>; staying is always allowed.</summary>
    public static bool Allows(TenantStatus from, TenantStatus to) => from == to || (from, to) switch
    {
        (TenantStatus.Provisioning, TenantStatus.Active or TenantStatus.Faulted or TenantStatus.Deleting) => true,
        (TenantStatus.Active, TenantStatus.Suspended or TenantStatus.Faulted or TenantStatus.Deleting) => true,
        (TenantStatus.Suspended, TenantStatus.Active or TenantStatus.Deleting) => true,
        (TenantStatus.Faulted, TenantStatus.Active or TenantStatus.Suspended or TenantStatus.Deleting) => true,
        (TenantStatus.Deleting, TenantStatus.Deleted) => true,
        _ => false,
    };
}
