using NodaTime;

namespace Carillon.Sessions;

/// <summary>What a total of a student is about.</summary>
/// <param name="Kind">What it adds up.</param>
/// <param name="Date">The date, for totals of a day; otherwise null.</param>
/// <param name="Key">The subject or the contest; empty for the student's day.</param>
public readonly record struct TotalKey(TotalKind Kind, LocalDate? Date, string Key) : IComparable<TotalKey>
{
    /// <summary>Orders by kind, date and key.</summary>
    public int CompareTo(TotalKey other)
    {
        var order = Kind.CompareTo(other.Kind);
        if (order == 0)
        {
            order = Nullable.Compare(Date, other.Date);
        }

        return order != 0 ? order : string.CompareOrdinal(Key, other.Key);
    }

    /// <summary>Whether the left total comes before the right one.</summary>
    public static bool operator <(TotalKey left, TotalKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left total comes after the right one.</summary>
    public static bool operator >(TotalKey left, TotalKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left total comes before the right one or is the same.</summary>
    public static bool operator <=(TotalKey left, TotalKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left total comes after the right one or is the same.</summary>
    public static bool operator >=(TotalKey left, TotalKey right) => left.CompareTo(right) >= 0;
}
