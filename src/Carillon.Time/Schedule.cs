using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Carillon.Time;

/// <summary>A set of occurrences on the time line that can be asked for its neighbours in both directions.</summary>
/// <remarks>
/// Forward and backward walk the same set: <c>Previous(Next(t))</c> is the last occurrence before <c>Next(t)</c>, never another one.
/// Implementations are immutable and read no clock.
/// </remarks>
public abstract class Schedule
{
    /// <summary>The first occurrence strictly after the instant, or null when there is none.</summary>
    /// <param name="after">Any instant; an occurrence exactly there is not returned.</param>
    [SuppressMessage("Naming", "CA1716", Justification = "Next and Previous are the pair that every reader expects; Visual Basic can escape the keyword.")]
    public abstract Occurrence? Next(Instant after);

    /// <summary>The last occurrence strictly before the instant, or null when there is none.</summary>
    /// <param name="before">Any instant; an occurrence exactly there is not returned.</param>
    public abstract Occurrence? Previous(Instant before);

    /// <summary>The occurrences in an interval, in time order, found while they are read.</summary>
    /// <param name="interval">Its start counts, its end does not. Without a start it begins with the calendar, without an end it may go on for ever.</param>
    public virtual IEnumerable<Occurrence> Range(Interval interval)
    {
        var after = interval.HasStart && interval.Start > Instant.MinValue ? interval.Start - Duration.Epsilon : Instant.MinValue;
        while (Next(after) is { } occurrence && (!interval.HasEnd || occurrence.Instant < interval.End))
        {
            yield return occurrence;
            after = occurrence.Instant;
        }
    }

    /// <summary>The number of occurrences in an interval: those at its start count, those at its end do not.</summary>
    /// <param name="interval">The interval; without an end it counts to the end of the calendar, which may take long.</param>
    public virtual long Count(Interval interval) => Range(interval).LongCount();
}
