namespace Carillon.Tenancy;

/// <summary>What a caller who has a place is to do: use an idle connection of its own, or open one, closing before it those of <paramref name="Victim"/>.</summary>
/// <param name="Reuses">An idle connection of the caller's own pool is there for it.</param>
/// <param name="Victim">Whose idle connections are to be closed first; null: nobody's.</param>
/// <param name="Closing">How many they are: one place is the caller's, the others are to be released when they are closed.</param>
internal sealed record PlaceGrant(bool Reuses, PoolPlaces? Victim, int Closing)
{
    public static PlaceGrant Reuse { get; } = new(true, null, 0);

    public static PlaceGrant Open { get; } = new(false, null, 0);
}
