namespace Carillon.Tenancy;

/// <summary>Reads the tenants of the installation. An outage throws; it is never "not found".</summary>
public interface ITenantCatalog
{
    /// <summary>The tenant, or null when the catalogue has none of that id.</summary>
    ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken);

    /// <summary>Lists tenants in the order of their ids, paged by keyset inside.</summary>
    IAsyncEnumerable<Tenant> ListAsync(TenantQuery query, CancellationToken cancellationToken);
}
