using NodaTime;

namespace Carillon.Time;

public sealed partial class IntervalSet
{
    /// <summary>All instants that are in this set, in the other, or in both.</summary>
    /// <param name="other">The other set.</param>
    public IntervalSet Union(IntervalSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Count == 0 ? this : Count == 0 ? other : Normalise([.. _intervals, .. other._intervals]);
    }

    /// <summary>All instants that are in both sets.</summary>
    /// <param name="other">The other set.</param>
    public IntervalSet Intersect(IntervalSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var common = new List<Interval>();
        for (var (i, j) = (0, 0); i < Count && j < other.Count;)
        {
            var (mine, theirs) = (_intervals[i], other._intervals[j]);
            AppendNonEmpty(common, Instant.Max(mine.Start, theirs.Start), Instant.Min(mine.End, theirs.End));
            (i, j) = mine.End <= theirs.End ? (i + 1, j) : (i, j + 1);
        }

        return From(common);
    }

    /// <summary>All instants of this set that are not in the other.</summary>
    /// <param name="other">The set to take away.</param>
    public IntervalSet Subtract(IntervalSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rest = new List<Interval>();
        var hole = 0;
        foreach (var interval in _intervals)
        {
            var start = interval.Start;
            while (hole < other.Count && other._intervals[hole].End <= start)
            {
                hole++;
            }

            for (var i = hole; i < other.Count && other._intervals[i].Start < interval.End; i++)
            {
                AppendNonEmpty(rest, start, other._intervals[i].Start);
                start = other._intervals[i].End;
            }

            AppendNonEmpty(rest, start, interval.End);
        }

        return From(rest);
    }

    /// <summary>The part of this set inside a window.</summary>
    /// <param name="window">The window; it may lack a start or an end and then does not limit that side.</param>
    public IntervalSet Clip(Interval window)
    {
        var from = window.HasStart ? window.Start : Instant.MinValue;
        var inside = new List<Interval>();
        for (var i = FirstEndingAfter(from); i < Count; i++)
        {
            var interval = _intervals[i];
            if (window.HasEnd && interval.Start >= window.End)
            {
                break;
            }

            AppendNonEmpty(inside, Instant.Max(interval.Start, from), window.HasEnd ? Instant.Min(interval.End, window.End) : interval.End);
        }

        return From(inside);
    }
}
