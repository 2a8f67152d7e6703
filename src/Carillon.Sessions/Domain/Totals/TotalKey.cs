using NodaTime;

namespace Carillon.Sessions;

/// <summary>What a total of a student is about.</summary>
/// <param name="Kind">What it adds up.</param>
/// <param name="Date">The date, for totals of a day; otherwise null.</param>
/// <param name="Key">The subject or the contest; empty for the student's day.</param>
public readonly record struct TotalKey(TotalKind Kind, LocalDate? Date, string Key)
{
    /// <summary>Orders by kind, date and key.</summary>
    public static IComparer<TotalKey> Order { get; } = Comparer<TotalKey>.Create(static (left, right) =>
    {
        var order = left.Kind.CompareTo(right.Kind);
        if (order == 0)
        {
            order = Nullable.Compare(left.Date, right.Date);
        }

        return order != 0 ? order : string.CompareOrdinal(left.Key, right.Key);
    });
}
