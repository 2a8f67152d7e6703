namespace Carillon.Tenancy;

/// <summary>A place in the history of the catalogue: everything that was committed up to it. The default is before the first change.</summary>
/// <param name="Epoch">Rises when the control database is restored: positions of different epochs belong to different histories.</param>
/// <param name="Number">Rises with each change, in the order in which the changes were committed.</param>
public readonly record struct CatalogPosition(int Epoch, long Number) : IComparable<CatalogPosition>
{
    /// <summary>Compares by epoch, then by number.</summary>
    public int CompareTo(CatalogPosition other) => (Epoch, Number).CompareTo((other.Epoch, other.Number));

    /// <summary>True when <paramref name="left"/> comes first.</summary>
    public static bool operator <(CatalogPosition left, CatalogPosition right) => left.CompareTo(right) < 0;

    /// <summary>True when <paramref name="left"/> comes last.</summary>
    public static bool operator >(CatalogPosition left, CatalogPosition right) => left.CompareTo(right) > 0;

    /// <summary>True when <paramref name="left"/> does not come last.</summary>
    public static bool operator <=(CatalogPosition left, CatalogPosition right) => left.CompareTo(right) <= 0;

    /// <summary>True when <paramref name="left"/> does not come first.</summary>
    public static bool operator >=(CatalogPosition left, CatalogPosition right) => left.CompareTo(right) >= 0;
}
