namespace Carillon.Tenancy;

/// <summary>Which tenants to list; always in the order of their ids.</summary>
public sealed record TenantQuery
{
    /// <summary>All active tenants.</summary>
    public static TenantQuery Active { get; } = new();

    /// <summary>The statuses to include.</summary>
    /// <value>Default: only <see cref="TenantStatus.Active"/>.</value>
    public IReadOnlyList<TenantStatus> Statuses { get; init; } = [TenantStatus.Active];

    /// <summary>Only these tenants; null means all. Ids that are unknown are left out.</summary>
    public IReadOnlyList<TenantId>? Only { get; init; }

    /// <summary>Only tenants after this id: the keyset to go on from.</summary>
    public TenantId? After { get; init; }

    /// <summary>True when the query includes the tenant.</summary>
    public bool Includes(Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return Statuses.Contains(tenant.Status)
            && (Only is null || Only.Contains(tenant.Id))
            && (After is not { } after || tenant.Id.CompareTo(after) > 0);
    }
}
