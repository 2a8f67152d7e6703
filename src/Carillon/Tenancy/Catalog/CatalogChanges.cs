namespace Carillon.Tenancy;

/// <summary>A page of the catalogue's history.</summary>
/// <param name="Changes">The tenants that changed, in the order of their last changes; empty when nothing changed.</param>
/// <param name="Position">Where to go on from.</param>
public sealed record CatalogChanges(IReadOnlyList<TenantChange> Changes, CatalogPosition Position)
{
    /// <summary>
    /// True when the position that was asked for is not one of this history, because the control database was restored: the history is told from its
    /// beginning, and what the reader knew is to be forgotten.
    /// </summary>
    /// <value>Default: false.</value>
    public bool Restarts { get; init; }
}
