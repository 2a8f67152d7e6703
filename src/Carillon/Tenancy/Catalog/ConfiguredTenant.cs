namespace Carillon.Tenancy;

/// <summary>One tenant as the configuration gives it; its id is the key.</summary>
public sealed class ConfiguredTenant
{
    /// <summary>What people call it.</summary>
    /// <value>Default: null, for its id.</value>
    public string? Name { get; set; }

    /// <summary>IANA zone id. Required.</summary>
    public string? ZoneId { get; set; }

    /// <summary>Where it is in its life.</summary>
    /// <value>Default: <see cref="TenantStatus.Active"/>.</value>
    public TenantStatus Status { get; set; } = TenantStatus.Active;

    /// <summary>Why it is not in service.</summary>
    /// <value>Default: null.</value>
    public string? StatusReason { get; set; }

    /// <summary>See <see cref="Tenant.ServerId"/>.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string ServerId { get; set; } = "default";

    /// <summary>See <see cref="Tenant.Incarnation"/>.</summary>
    /// <value>Default: 1; at least 1.</value>
    public long Incarnation { get; set; } = 1;

    /// <summary>See <see cref="Tenant.ConnectionGeneration"/>.</summary>
    /// <value>Default: 1; at least 1.</value>
    public int ConnectionGeneration { get; set; } = 1;
}
