using System.Collections;
using NodaTime;

namespace Carillon.Time;

/// <summary>A set of instants as bounded half-open intervals [start, end): sorted, disjoint, non-touching, non-empty.</summary>
/// <remarks>
/// The form is canonical: two sets are equal exactly when they hold the same instants. Immutable; every operation returns a set.
/// </remarks>
public sealed partial class IntervalSet : IReadOnlyList<Interval>, IEquatable<IntervalSet>
{
    private readonly Interval[] _intervals;

    private IntervalSet(Interval[] intervals) => _intervals = intervals;

    /// <summary>The set without any instant.</summary>
    public static IntervalSet Empty { get; } = new([]);

    /// <summary>The number of intervals, after normalisation.</summary>
    public int Count => _intervals.Length;

    /// <summary>The interval at a position, in time order.</summary>
    /// <param name="index">Zero-based position, less than <see cref="Count"/>.</param>
    public Interval this[int index] => _intervals[index];

    /// <summary>The elapsed time covered by the set.</summary>
    public Duration TotalDuration
    {
        get
        {
            var total = Duration.Zero;
            foreach (var interval in _intervals)
            {
                total += interval.Duration;
            }

            return total;
        }
    }

    /// <summary>The smallest interval that holds the set, or null when the set is empty.</summary>
    public Interval? Bounds => Count == 0 ? null : new Interval(_intervals[0].Start, _intervals[^1].End);

    /// <summary>The set of all instants in the given intervals, which may be in any order, touch, overlap or be empty.</summary>
    /// <param name="intervals">Bounded intervals.</param>
    /// <exception cref="ArgumentException">An interval has no start or no end.</exception>
    public static IntervalSet Of(params ReadOnlySpan<Interval> intervals) => Normalise(intervals.ToArray());

    /// <summary>The set of all instants in the given intervals, which may be in any order, touch, overlap or be empty.</summary>
    /// <param name="intervals">Bounded intervals.</param>
    /// <exception cref="ArgumentException">An interval has no start or no end.</exception>
    public static IntervalSet Of(IEnumerable<Interval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        return intervals as IntervalSet ?? Normalise([.. intervals]);
    }

    /// <summary>Whether the instant lies in one of the intervals; the end of an interval does not.</summary>
    /// <param name="instant">Any instant.</param>
    public bool Contains(Instant instant)
    {
        var index = FirstEndingAfter(instant);
        return index < Count && _intervals[index].Start <= instant;
    }

    /// <inheritdoc/>
    public bool Equals(IntervalSet? other) => other is not null && _intervals.AsSpan().SequenceEqual(other._intervals);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var interval in _intervals)
        {
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }

    /// <summary>The intervals in ISO form, for example <c>{2026-03-01T10:00:00Z/2026-03-01T11:00:00Z}</c>.</summary>
    public override string ToString() => $"{{{string.Join(", ", _intervals)}}}";

    /// <inheritdoc/>
    public IEnumerator<Interval> GetEnumerator() => ((IEnumerable<Interval>)_intervals).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Binary search: the position of the first interval whose end lies after the instant, or Count.</summary>
    private int FirstEndingAfter(Instant instant)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _intervals[middle].End > instant ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
