namespace Carillon.Tenancy;

/// <summary>One tenant as the catalogue knows it. Connection settings and secrets are not part of it.</summary>
/// <param name="Id">The stable name.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ZoneId">IANA zone id as text, so that one unknown zone cannot break the catalogue.</param>
public sealed record Tenant(TenantId Id, string Name, string ZoneId)
{
    /// <summary>Where the tenant is in its life.</summary>
    /// <value>Default: <see cref="TenantStatus.Active"/>.</value>
    public TenantStatus Status { get; init; } = TenantStatus.Active;

    /// <summary>Rises by one with every change; a change is refused when another came first.</summary>
    /// <value>Default: 1.</value>
    public long Version { get; init; } = 1;

    /// <summary>The incarnation that the tenant's database must be stamped with.</summary>
    /// <value>Default: 1. Raised when a restored or cloned database is adopted.</value>
    public long Incarnation { get; init; } = 1;

    /// <summary>The database server that holds the tenant, for limits per server.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string ServerId { get; init; } = "default";

    /// <summary>Rises when the tenant's connection changes, so that hosts swap their pools.</summary>
    /// <value>Default: 1.</value>
    public int ConnectionGeneration { get; init; } = 1;

    /// <summary>Why the tenant is <see cref="TenantStatus.Faulted"/> or <see cref="TenantStatus.Suspended"/>; otherwise null.</summary>
    public string? StatusReason { get; init; }
}
