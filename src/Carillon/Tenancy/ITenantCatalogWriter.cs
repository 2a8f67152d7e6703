namespace Carillon.Tenancy;

/// <summary>Changes the catalogue, with optimistic concurrency by <see cref="Tenant.Version"/>.</summary>
public interface ITenantCatalogWriter
{
    /// <summary>Adds a tenant.</summary>
    /// <returns>False when the id is taken; nothing is changed then.</returns>
    ValueTask<bool> TryAddAsync(Tenant tenant, CancellationToken cancellationToken);

    /// <summary>Replaces the tenant whose version is <see cref="Tenant.Version"/> of <paramref name="tenant"/>, and raises the version by one.</summary>
    /// <returns>False when another change came first or the tenant is unknown.</returns>
    ValueTask<bool> TryUpdateAsync(Tenant tenant, CancellationToken cancellationToken);
}
