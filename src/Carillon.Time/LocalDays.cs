using NodaTime;

namespace Carillon.Time;

/// <summary>The dates that the clocks of a zone show, as stretches of elapsed time.</summary>
/// <remarks>
/// Nothing is assumed about days: a date may be missing (Pacific/Apia 2011-12-30), last 23 to 25 hours, or come twice
/// (America/St_Johns until 2011 turned its clocks back one minute after midnight).
/// </remarks>
public static class LocalDays
{
    // Wall offsets reach 18 hours; two days keep every reading and the midnight after it inside the calendar.
    private static readonly Instant FirstInstant = Instant.MinValue + Duration.FromDays(2);
    private static readonly Instant LastInstant = Instant.MaxValue - Duration.FromDays(2);
    private static readonly LocalDate FirstDate = LocalDate.MinIsoValue.PlusDays(2);
    private static readonly LocalDate LastDate = LocalDate.MaxIsoValue.PlusDays(-2);

    /// <summary>Splits an interval wherever the date shown in the zone changes.</summary>
    /// <param name="interval">A bounded interval; an empty one gives no segment.</param>
    /// <param name="zone">The zone whose dates count.</param>
    /// <returns>Segments in time order, each touching the next, that cover the interval exactly. Two in a row never share a date,
    /// but a date can come back after another one.</returns>
    /// <exception cref="ArgumentException">The interval has no start or no end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval reaches within two days of the ends of the calendar.</exception>
    public static IEnumerable<DaySegment> Split(Interval interval, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (!interval.HasStart || !interval.HasEnd)
        {
            throw new ArgumentException($"The interval {interval} is not bounded.", nameof(interval));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(interval.Start, FirstInstant, nameof(interval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval.End, LastInstant, nameof(interval));
        return interval.Start == interval.End ? [] : Walk(interval.Start, interval.End, zone);
    }

    /// <summary>All instants at which the clocks of the zone show the date.</summary>
    /// <param name="date">A date in any calendar.</param>
    /// <param name="zone">The zone whose clocks count.</param>
    /// <returns>Usually one interval; several when the date comes more than once; none when the zone skipped it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date lies within two days of the ends of the calendar.</exception>
    public static IntervalSet Of(LocalDate date, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var iso = date.WithCalendar(CalendarSystem.Iso);
        ArgumentOutOfRangeException.ThrowIfLessThan(iso, FirstDate, nameof(date));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iso, LastDate, nameof(date));
        var last = MidnightAfter(iso, Offset.MinValue);
        var pieces = new List<Interval>(1);
        for (Instant? next = MidnightAfter(iso.PlusDays(-1), Offset.MaxValue); next < last;)
        {
            var rules = zone.GetZoneInterval(next.Value);
            var start = MidnightAfter(iso.PlusDays(-1), rules.WallOffset);
            var end = MidnightAfter(iso, rules.WallOffset);
            start = rules.HasStart ? Instant.Max(start, rules.Start) : start;
            end = rules.HasEnd ? Instant.Min(end, rules.End) : end;
            if (start < end)
            {
                pieces.Add(new Interval(start, end));
            }

            next = rules.HasEnd ? rules.End : null;
        }

        return IntervalSet.Of(pieces);
    }

    private static IEnumerable<DaySegment> Walk(Instant start, Instant end, DateTimeZone zone)
    {
        var day = Duration.FromDays(1);
        var rules = zone.GetZoneInterval(start);
        var date = start.WithOffset(rules.WallOffset).Date;
        while (true)
        {
            var change = rules.HasEnd ? Instant.Min(rules.End, end) : end;
            for (var midnight = MidnightAfter(date, rules.WallOffset); midnight < change; midnight += day)
            {
                yield return new DaySegment(date, new Interval(start, midnight));
                start = midnight;
                date = date.PlusDays(1);
            }

            if (change == end)
            {
                yield return new DaySegment(date, new Interval(start, end));
                yield break;
            }

            rules = zone.GetZoneInterval(change);
            var reading = change.WithOffset(rules.WallOffset).Date;
            if (reading != date)
            {
                yield return new DaySegment(date, new Interval(start, change));
                start = change;
                date = reading;
            }
        }
    }

    private static Instant MidnightAfter(LocalDate date, Offset offset) =>
        date.PlusDays(1).AtMidnight().WithOffset(offset).ToInstant();
}
