using NodaTime;

namespace Carillon.Time;

/// <summary>A recurrence as calendars write it: the subset of RFC 5545 that recurring meetings need.</summary>
/// <remarks>
/// <c>DTSTART</c>, one <c>RRULE</c> and any number of <c>EXDATE</c> properties, unfolded, between white space. The rule has <c>FREQ</c>
/// (<c>DAILY</c>, <c>WEEKLY</c>, <c>MONTHLY</c>, <c>YEARLY</c>), <c>INTERVAL</c>, <c>COUNT</c> or <c>UNTIL</c>, <c>WKST</c>, <c>BYMONTH</c>,
/// <c>BYMONTHDAY</c>, <c>BYDAY</c> and <c>BYSETPOS</c>; anything else is an error that says so. As in the RFC <c>COUNT</c> includes what
/// <c>EXDATE</c> takes away; the start is an occurrence only when the rule matches it. What the rule leaves open comes from the start, the
/// month of a yearly <c>BYMONTHDAY</c> too.
/// <para>
/// <c>UNTIL</c> and <c>EXDATE</c> in UTC are instants: an occurrence in a zone happens when its own instant is not after the one and not among
/// the others. Without a zone nobody knows these local times: <see cref="LocalSchedule.NextLocal"/> and <see cref="LocalSchedule.PreviousLocal"/> name the times up to
/// three days after such an <c>UNTIL</c>, more than any zone and policy can make of it, and those that such an <c>EXDATE</c> takes away.
/// </para>
/// </remarks>
public sealed partial class RecurrenceSchedule : DatedSchedule
{
    /// <summary>The highest <c>COUNT</c>: 100,000.</summary>
    public const int HighestCount = 100_000;

    private readonly RecurrenceDays _days;
    private readonly RecurrenceStart _start;
    private readonly HashSet<int> _excluded;
    private readonly int _last;

    internal RecurrenceSchedule(RecurrenceStart start, RecurrenceRule rule, IReadOnlyCollection<LocalDateTime> excluded, IReadOnlyCollection<Instant> excludedInstants, int last)
        : base([start.Local.TimeOfDay])
    {
        _days = new RecurrenceDays(rule, start.Local.Date);
        (_start, Rule, _last) = (start, rule, last);
        (Excluded, ExcludedInstants) = ([.. excluded.Distinct().Order()], [.. excludedInstants.Distinct().Order()]);
        _excluded = [.. Excluded.Where(at => at.TimeOfDay == start.Local.TimeOfDay).Select(at => Day(at.Date))];
    }

    /// <summary>Where the recurrence starts.</summary>
    public LocalDateTime Start => _start.Local;

    /// <summary>The zone that the text names, <c>UTC</c> for a start with <c>Z</c>; null when it names none.</summary>
    public string? ZoneId => _start.ZoneId;

    /// <summary>The local times taken away by <c>EXDATE</c>, in order.</summary>
    public IReadOnlyList<LocalDateTime> Excluded { get; }

    /// <summary>The instants taken away by <c>EXDATE</c> in UTC, in order; with a start in UTC they are among <see cref="Excluded"/>.</summary>
    public IReadOnlyList<Instant> ExcludedInstants { get; }

    internal RecurrenceRule Rule { get; }

    /// <summary>Reads a recurrence.</summary>
    /// <param name="text">The properties.</param>
    /// <exception cref="ScheduleFormatException">The text is no recurrence of the subset; says where and what was expected.</exception>
    public static RecurrenceSchedule Parse(string text) => TryParse(text).Value;

    /// <summary>Reads a recurrence, or says what is wrong with its text.</summary>
    /// <param name="text">The properties.</param>
    public static ScheduleParseResult<RecurrenceSchedule> TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new RecurrenceReader(text);
        return reader.Read() is { } read ? ScheduleParseResult<RecurrenceSchedule>.Of(read) : ScheduleParseResult<RecurrenceSchedule>.Failed(reader.Error!);
    }

    /// <summary>The properties in one line: <c>DTSTART:20260105T190000 RRULE:FREQ=WEEKLY;COUNT=10</c>.</summary>
    public override string ToString() =>
        $"DTSTART{_start.Parameters}:{_start.Format(Start)} RRULE:{Rule.ToString(_start.Format)}"
        + (Excluded.Count == 0 ? "" : $" EXDATE{_start.Parameters}:{string.Join(',', Excluded.Select(_start.Format))}")
        + (ExcludedInstants.Count == 0 ? "" : $" EXDATE:{string.Join(',', ExcludedInstants.Select(RecurrenceStart.Format))}");

    internal static int Day(LocalDate date) => Calendar.FirstOfMonth(date.Year, date.Month) + date.Day - 1;

    internal override void ThrowIfNotFor(DateTimeZone zone)
    {
        if (_start.Contradicts(zone))
        {
            throw new ArgumentException($"The recurrence is one of the zone '{ZoneId}', not of '{zone.Id}'.", nameof(zone));
        }
    }

    internal override int NextDay(int from)
    {
        if (from > _last)
        {
            return int.MaxValue;
        }

        var day = _days.Next(from);
        while (day <= _last && _excluded.Contains(day))
        {
            day = day < _last ? _days.Next(day + 1) : int.MaxValue;
        }

        return day <= _last ? day : int.MaxValue;
    }

    internal override int PreviousDay(int from)
    {
        var day = _days.Previous(Math.Min(from, _last));
        while (_excluded.Contains(day))
        {
            day = _days.Previous(day - 1);
        }

        return day;
    }
}
