using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>What one statement says of the feed.</summary>
/// <param name="Newest">The position of the last change.</param>
/// <param name="Changes">The changes after the position that was asked for, at most a page.</param>
/// <param name="Position">Where to go on from.</param>
internal sealed record CatalogPage(CatalogPosition Newest, IReadOnlyList<TenantChange> Changes, CatalogPosition Position)
{
    /// <summary>False where the position that was asked for belongs to another history.</summary>
    public bool Continues(CatalogPosition after) => after.Epoch == Newest.Epoch && after.Number <= Newest.Number;
}
