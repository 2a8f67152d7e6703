namespace Carillon.Tenancy;

/// <summary>Changes the catalogue, with optimistic concurrency by <see cref="Tenant.Version"/>.</summary>
/// <remarks>In the control database each change is committed with its entry in the audit log; a catalogue in memory keeps no log.</remarks>
public interface ITenantCatalogWriter
{
    /// <summary>Adds a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False when the id is taken; nothing is changed then.</returns>
    ValueTask<bool> TryAddAsync(Tenant tenant, string actor, CancellationToken cancellationToken);

    /// <summary>Replaces the tenant whose version is <see cref="Tenant.Version"/> of <paramref name="tenant"/>, and raises the version by one.</summary>
    /// <param name="tenant">The tenant as it is to be, with the version that the caller knows.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False when another change came first or the tenant is unknown.</returns>
    ValueTask<bool> TryUpdateAsync(Tenant tenant, string actor, CancellationToken cancellationToken);
}
