using NodaTime;

namespace Carillon.Time;

public sealed partial class IntervalSet
{
    /// <summary>The maximal runs of instants in which each follows its predecessor by at most <paramref name="maxGap"/>.</summary>
    /// <remarks>Activity from heartbeats: the order of the instants and duplicates do not matter; a run of a single instant has no length and vanishes.</remarks>
    /// <param name="instants">Instants in any order, duplicates allowed.</param>
    /// <param name="maxGap">The longest gap that does not break a run, inclusive; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxGap"/> is negative.</exception>
    public static IntervalSet Runs(IEnumerable<Instant> instants, Duration maxGap)
    {
        ArgumentNullException.ThrowIfNull(instants);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxGap, Duration.Zero);
        Instant[] sorted = [.. instants];
        Array.Sort(sorted);
        var runs = new List<Interval>();
        for (var (first, next) = (0, 1); first < sorted.Length; next++)
        {
            if (next < sorted.Length && sorted[next] - sorted[next - 1] <= maxGap)
            {
                continue;
            }

            AppendNonEmpty(runs, sorted[first], sorted[next - 1]);
            first = next;
        }

        return From(runs);
    }

    private static IntervalSet Normalise(Interval[] intervals)
    {
        foreach (var interval in intervals)
        {
            if (!interval.HasStart || !interval.HasEnd)
            {
                throw new ArgumentException($"The interval {interval} is not bounded.", nameof(intervals));
            }
        }

        Array.Sort(intervals, static (left, right) => left.Start.CompareTo(right.Start));
        var merged = new List<Interval>(intervals.Length);
        foreach (var interval in intervals)
        {
            if (merged.Count > 0 && interval.Start <= merged[^1].End)
            {
                merged[^1] = new Interval(merged[^1].Start, Instant.Max(merged[^1].End, interval.End));
            }
            else
            {
                AppendNonEmpty(merged, interval.Start, interval.End);
            }
        }

        return From(merged);
    }

    private static void AppendNonEmpty(List<Interval> intervals, Instant start, Instant end)
    {
        if (start < end)
        {
            intervals.Add(new Interval(start, end));
        }
    }

    private static IntervalSet From(List<Interval> canonical) => canonical.Count == 0 ? Empty : new([.. canonical]);
}
