using NodaTime;

namespace Carillon.Time;

/// <summary>A stretch of time during which the clocks of a zone show one date.</summary>
/// <param name="Date">The date shown, in the ISO calendar.</param>
/// <param name="Interval">The stretch: bounded, not empty.</param>
public readonly record struct DaySegment(LocalDate Date, Interval Interval)
{
    /// <summary>The elapsed time of the stretch; a whole day may have 23, 23.5, 24, 24.5, 25 or other hours.</summary>
    public Duration Duration => Interval.Duration;
}
