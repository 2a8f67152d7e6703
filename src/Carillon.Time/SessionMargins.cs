using NodaTime;

namespace Carillon.Time;

/// <summary>How long before, into and after a session its window reaches: elapsed time, so that a clock change moves none of it.</summary>
/// <remarks>The length of a session is either elapsed time (a class keeps its 90 minutes over a clock change) or ends at a local time
/// (the room is given up at 18:00, whatever the clocks did); the caller says which by the overload of <c>Around</c>. What would lie
/// beyond the calendar lies at its end.</remarks>
public sealed record SessionMargins
{
    /// <summary>The margins of a window.</summary>
    /// <param name="opensBefore">How long before the start the window opens; not negative.</param>
    /// <param name="lateFor">How long after the start latecomers are let in; not negative.</param>
    /// <param name="closesAfter">How long after the end the window closes; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A margin is negative.</exception>
    public SessionMargins(Duration opensBefore, Duration lateFor, Duration closesAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(opensBefore, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(lateFor, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(closesAfter, Duration.Zero);
        (OpensBefore, LateFor, ClosesAfter) = (opensBefore, lateFor, closesAfter);
    }

    /// <summary>How long before the start the window opens.</summary>
    public Duration OpensBefore { get; }

    /// <summary>How long after the start latecomers are let in; never longer than the session itself.</summary>
    public Duration LateFor { get; }

    /// <summary>How long after the end the window closes.</summary>
    public Duration ClosesAfter { get; }

    /// <summary>The window of a session of some elapsed time.</summary>
    /// <param name="start">The start.</param>
    /// <param name="length">The elapsed time from start to end; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public SessionWindow Around(Occurrence start, Duration length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, Duration.Zero);
        return Between(start.Instant, After(start.Instant, length));
    }

    /// <summary>The window of a session that ends at a local time: the first one after the scheduled start, on the next date if need be.</summary>
    /// <remarks>
    /// The end is the first instant after the start at which the clocks of the zone show that time. If they skip it, the end of the gap;
    /// if the start itself was moved past it, the session has no length.
    /// </remarks>
    /// <param name="start">The start.</param>
    /// <param name="end">The local time of the end; equal to the scheduled time of the start it means a whole day.</param>
    /// <param name="zone">The zone in which the start was scheduled.</param>
    public SessionWindow Around(Occurrence start, LocalTime end, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var scheduled = start.Scheduled;
        if (end <= scheduled.TimeOfDay && scheduled.Date == LocalDate.MaxIsoValue)
        {
            return Between(start.Instant, Instant.MaxValue);
        }

        var mapping = zone.MapLocal((end > scheduled.TimeOfDay ? scheduled.Date : scheduled.Date.PlusDays(1)) + end);
        var ends = mapping.Count == 0 ? mapping.LateInterval.Start : ToInstant(mapping.First());
        if (ends <= start.Instant && mapping.Count == 2)
        {
            ends = ToInstant(mapping.Last());
        }

        return Between(start.Instant, Instant.Max(start.Instant, ends));
    }

    private SessionWindow Between(Instant start, Instant end) =>
        new(start - Instant.MinValue > OpensBefore ? start - OpensBefore : Instant.MinValue, start, Instant.Min(After(start, LateFor), end), end, After(end, ClosesAfter));

    private static Instant After(Instant instant, Duration duration) => Instant.MaxValue - instant > duration ? instant + duration : Instant.MaxValue;

    /// <summary>West of Greenwich the last local times of the calendar have no instant.</summary>
    private static Instant ToInstant(ZonedDateTime at)
    {
        var read = at.LocalDateTime.InUtc().ToInstant();
        var west = Duration.FromSeconds(-at.Offset.Seconds);
        return west > Duration.Zero ? After(read, west) : read + west;
    }
}
