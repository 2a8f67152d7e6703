namespace Carillon.Locking;

/// <summary>A fencing token: whoever holds the higher one came later, and writes of the lower one are refused.</summary>
/// <param name="Epoch">Rises when the control database is restored.</param>
/// <param name="Number">Rises with every acquisition of the key.</param>
public readonly record struct Fence(int Epoch, long Number) : IComparable<Fence>
{
    /// <summary>Compares by epoch, then by number.</summary>
    public int CompareTo(Fence other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Number.CompareTo(other.Number);

    /// <summary>True when <paramref name="left"/> came earlier.</summary>
    public static bool operator <(Fence left, Fence right) => left.CompareTo(right) < 0;

    /// <summary>True when <paramref name="left"/> came later.</summary>
    public static bool operator >(Fence left, Fence right) => left.CompareTo(right) > 0;

    /// <summary>True when <paramref name="left"/> did not come later.</summary>
    public static bool operator <=(Fence left, Fence right) => left.CompareTo(right) <= 0;

    /// <summary>True when <paramref name="left"/> did not come earlier.</summary>
    public static bool operator >=(Fence left, Fence right) => left.CompareTo(right) >= 0;

    /// <summary><c>epoch.number</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Epoch}.{Number}");
}
