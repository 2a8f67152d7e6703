namespace Carillon.Tenancy;

/// <summary>Where a tenant is in its life. Only <see cref="Active"/> tenants get scheduled work and accept commands.</summary>
public enum TenantStatus
{
    /// <summary>The database is being created, its schema installed, its identity stamped.</summary>
    Provisioning,

    /// <summary>In service.</summary>
    Active,

    /// <summary>Out of service; the data is kept and the tenant can be resumed.</summary>
    Suspended,

    /// <summary>Its data is being removed.</summary>
    Deleting,

    /// <summary>Removed; the id stays taken.</summary>
    Deleted,

    /// <summary>A provisioning or an upgrade failed; see the reason on the tenant.</summary>
    Faulted,
}
