using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>Opening hours in a zone: weekly windows and holidays. Measures open time, and finds when some open time will have passed.</summary>
/// <remarks>
/// An instant is open when the clocks of the zone, as read then, lie in a window: both showings of a repeated hour count, a skipped hour
/// does not exist. Open time is elapsed time. Immutable. No member walks days: the cost is one step for each period of constant offset.
/// </remarks>
public sealed class BusinessHours
{
    // Offsets reach 18 hours and readings are counted from the first Monday of the calendar; nine days keep every sum inside it.
    private static readonly Instant First = Instant.MinValue + Duration.FromDays(9);
    private static readonly Instant Last = Instant.MaxValue - Duration.FromDays(9);

    private readonly OpenWeek _week;

    /// <summary>Opening hours.</summary>
    /// <param name="zone">The zone whose clocks count.</param>
    /// <param name="windows">At least one window; they may touch and overlap.</param>
    /// <param name="holidays">Dates on which no window opens; a window that opened on the day before goes on past midnight.</param>
    /// <exception cref="ArgumentException">There is no window, or the day of one is not a day of the week.</exception>
    public BusinessHours(DateTimeZone zone, IEnumerable<OpenWindow> windows, IEnumerable<LocalDate>? holidays = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(windows);
        Zone = zone;
        Windows = [.. windows];
        Holidays = [.. holidays ?? []];
        if (Windows.Count == 0)
        {
            throw new ArgumentException("A business calendar needs at least one window; without any it would never open.", nameof(windows));
        }

        if (Windows.Any(w => w.Day is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday))
        {
            throw new ArgumentException("The day of every window must be Monday to Sunday.", nameof(windows));
        }

        _week = new OpenWeek(Windows, Holidays);
    }

    /// <summary>The zone whose clocks count.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The weekly windows, as given.</summary>
    public IReadOnlyList<OpenWindow> Windows { get; }

    /// <summary>The dates on which no window opens, as given.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; }

    /// <summary>Whether the clocks of the zone show an open time.</summary>
    /// <param name="instant">An instant not within nine days of the ends of the calendar.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies too close to the ends of the calendar.</exception>
    public bool IsOpen(Instant instant)
    {
        RequireInside(instant, nameof(instant));
        return _week.IsOpen(Reading(instant, Zone.GetUtcOffset(instant)));
    }

    /// <summary>The open time in an interval.</summary>
    /// <param name="interval">A bounded interval not within nine days of the ends of the calendar.</param>
    /// <exception cref="ArgumentException">The interval has no start or no end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval reaches too close to the ends of the calendar.</exception>
    public Duration OpenDuration(Interval interval)
    {
        if (!interval.HasStart || !interval.HasEnd)
        {
            throw new ArgumentException($"The interval {interval} is not bounded.", nameof(interval));
        }

        RequireInside(interval.Start, nameof(interval));
        RequireInside(interval.End, nameof(interval));
        var open = Duration.Zero;
        for (var from = interval.Start; from < interval.End;)
        {
            var rules = Zone.GetZoneInterval(from);
            var to = EndOf(rules, interval.End);
            open += _week.Until(Reading(to, rules.WallOffset)) - _week.Until(Reading(from, rules.WallOffset));
            from = to;
        }

        return open;
    }

    /// <summary>The earliest instant until which some open time will have passed since a start: the inverse of <see cref="OpenDuration"/>.</summary>
    /// <param name="start">The start; it need not be open. Not within nine days of the ends of the calendar.</param>
    /// <param name="open">The open time; zero gives the start itself.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="open"/> is negative, or the deadline would lie too close to the end of the calendar.</exception>
    public Instant Deadline(Instant start, Duration open)
    {
        RequireInside(start, nameof(start));
        ArgumentOutOfRangeException.ThrowIfLessThan(open, Duration.Zero);
        if (open == Duration.Zero)
        {
            return start;
        }

        var rest = open;
        for (var from = start; from < Last;)
        {
            var rules = Zone.GetZoneInterval(from);
            var to = EndOf(rules, Last);
            var (first, last) = (Reading(from, rules.WallOffset), Reading(to, rules.WallOffset));
            var before = _week.Until(first);
            var here = _week.Until(last) - before;
            if (rest <= here)
            {
                return from + (_week.Reach(before + rest, first, last) - first);
            }

            (rest, from) = (rest - here, to);
        }

        throw new ArgumentOutOfRangeException(nameof(open), open, "The deadline lies beyond the end of the calendar.");
    }

    private static Instant EndOf(ZoneInterval rules, Instant limit) => rules.HasEnd ? Instant.Min(rules.End, limit) : limit;

    private static Duration Reading(Instant instant, Offset offset) => instant - OpenWeek.Zero + Duration.FromSeconds(offset.Seconds);

    private static void RequireInside(Instant instant, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, First, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(instant, Last, name);
    }
}
