using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>A tenant as operations show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Zone">Its IANA zone.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Reason">Why it is suspended or faulted.</param>
/// <param name="Server">The server that holds it.</param>
/// <param name="Incarnation">The incarnation that its database is stamped with.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record ListedTenant(TenantId Id, string Name, string Zone, TenantStatus Status, string? Reason, string Server, long Incarnation, long Version)
{
    internal static ListedTenant Of(Tenant tenant) =>
        new(tenant.Id, tenant.Name, tenant.ZoneId, tenant.Status, tenant.StatusReason, tenant.ServerId, tenant.Incarnation, tenant.Version);
}
