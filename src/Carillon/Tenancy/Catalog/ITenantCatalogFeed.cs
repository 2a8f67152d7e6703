namespace Carillon.Tenancy;

/// <summary>What changed in the catalogue, whoever changed it. An outage throws.</summary>
/// <remarks>
/// The history is kept short: each tenant is in it once, at its last change. Who reads pages until one is empty knows each tenant as it was at that
/// position or later, and has missed none. See <see cref="TenantCatalogFeedExtensions.WatchAsync"/> for reading on.
/// </remarks>
public interface ITenantCatalogFeed
{
    /// <summary>The position of the last change.</summary>
    ValueTask<CatalogPosition> NewestAsync(CancellationToken cancellationToken);

    /// <summary>The changes after a position, as many as make a page.</summary>
    /// <param name="after">The <see cref="CatalogChanges.Position"/> that was read before; the default begins at the beginning, with every tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<CatalogChanges> ReadAsync(CatalogPosition after, CancellationToken cancellationToken);
}
