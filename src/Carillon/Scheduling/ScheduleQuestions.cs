using System.Globalization;
using Carillon.Time;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Carillon.Scheduling;

/// <summary>Answers questions about schedules: the one place behind the verbs and the batch.</summary>
internal sealed class ScheduleQuestions(IDateTimeZoneProvider zones, IClock clock)
{
    public IDateTimeZoneProvider Zones { get; } = zones;

    public IClock Clock { get; } = clock;

    public IEnumerable<Occurrence> Next(ScheduleRequest request) => Walk(request, (schedule, from) =>
        schedule.Next(request.Inclusive && from > Instant.MinValue ? from - Duration.Epsilon : from), (schedule, last) => schedule.Next(last));

    public IEnumerable<Occurrence> Previous(ScheduleRequest request) => Walk(request, (schedule, from) =>
        schedule.Previous(request.Inclusive && from < Instant.MaxValue ? from + Duration.Epsilon : from), (schedule, last) => schedule.Previous(last));

    public IEnumerable<Occurrence> Range(ScheduleRequest request)
    {
        var (schedule, interval) = (Zoned(request), Interval(request));
        var found = 0;
        foreach (var occurrence in schedule.Range(interval))
        {
            if (occurrence.Instant == interval.Start && !request.Inclusive)
            {
                continue;
            }

            yield return ++found <= ScheduleRequest.MostInstants ? occurrence
                : throw new ScheduleRequestException($"There are more than {ScheduleRequest.MostInstants} occurrences: narrow the range.", "to");
        }
    }

    public IEnumerable<DaySegment> Split(ScheduleRequest request)
    {
        var (zone, interval) = (Zone(request), Interval(request));
        if (interval.Duration > Duration.FromDays(ScheduleRequest.MostInstants / 2))
        {
            throw new ScheduleRequestException($"The range is longer than {ScheduleRequest.MostInstants / 2} days: narrow it.", "to");
        }

        return Guarded(() => LocalDays.Split(interval, zone), "from");
    }

    public BusinessHours Hours(ScheduleRequest request)
    {
        var zone = Zone(request);
        var windows = (request.Windows ?? throw ScheduleRequestException.Missing("windows")).Select(Window).ToList();
        return Guarded(() => new BusinessHours(zone, windows), "windows");
    }

    public Duration OpenDuration(ScheduleRequest request)
    {
        var (hours, interval) = (Hours(request), Interval(request));
        return Guarded(() => hours.OpenDuration(interval), "from");
    }

    public Instant Deadline(ScheduleRequest request)
    {
        var (hours, from) = (Hours(request), Moment(request.From, "from"));
        return request.Minutes is >= 0 and <= int.MaxValue
            ? Guarded(() => hours.Deadline(from, Duration.FromMinutes(request.Minutes.Value)), "minutes")
            : throw new ScheduleRequestException($"'minutes' must be from 0 to {int.MaxValue}.", "minutes");
    }

    public static DstPolicy Policy(ScheduleRequest request, LocalSchedule schedule)
    {
        var tradition = schedule.DefaultPolicy;
        return tradition with
        {
            Skipped = Choice(request.Gap, "gap", tradition.Skipped, SkippedTimePolicy.Resolved),
            Repeated = Choice(request.Overlap, "overlap", tradition.Repeated, RepeatedTimePolicy.Resolved),
        };
    }

    public static ScheduleText Text(ScheduleRequest request)
    {
        var expression = request.Expression ?? throw ScheduleRequestException.Missing("expression");
        if (request.Dialect is null)
        {
            var read = ScheduleText.TryParse(expression);
            return read.Success ? read.Value
                : expression.AsSpan().Trim() is [>= 'a' and <= 'z' or >= 'A' and <= 'Z' or '[', ..] ? throw ScheduleRequestException.Of(read.Error)
                : throw new ScheduleRequestException("'dialect' is missing: a cron expression is read in posix, vixie, quartz, cronos or spring.", "dialect");
        }

        var dialect = CronDialect.Find(request.Dialect) ?? throw new ScheduleRequestException(
            $"'{Printable.Clip(request.Dialect)}' is no dialect: {string.Join(", ", CronDialect.All)}.", "dialect");
        var cron = CronExpression.TryParse(expression, dialect);
        return cron.Success ? new ScheduleText(cron.Value) : throw ScheduleRequestException.Of(cron.Error);
    }

    public DateTimeZone Zone(ScheduleRequest request) =>
        Zones.GetZoneOrNull(request.Zone ?? throw ScheduleRequestException.Missing("zone"))
        ?? throw new ScheduleRequestException($"The zone '{Printable.Clip(request.Zone)}' is unknown to {Zones.VersionId}.", "zone");

    public Schedule Zoned(ScheduleRequest request)
    {
        var (text, zone) = (Text(request), Zone(request));
        var policy = text.Local is { } local ? Policy(request, local) : null;
        return Guarded(() => text.In(zone, policy), "zone");
    }

    public static Interval Interval(ScheduleRequest request)
    {
        var (from, to) = (Moment(request.From, "from"), Moment(request.To, "to"));
        return from <= to ? new(from, to) : throw new ScheduleRequestException("'to' is before 'from'.", "to");
    }

    public static Instant Moment(string? text, string field)
    {
        var given = text ?? throw ScheduleRequestException.Missing(field);
        try
        {
            return InstantPattern.ExtendedIso.Parse(given) is { Success: true, Value: var instant } ? instant
                : OffsetDateTimePattern.ExtendedIso.Parse(given) is { Success: true, Value: var local } ? local.ToInstant()
                : throw new ScheduleRequestException($"'{Printable.Clip(given)}' is no instant such as 2026-03-29T00:30:00Z.", field);
        }
        catch (OverflowException)
        {
            throw new ScheduleRequestException($"'{Printable.Clip(given)}' lies beyond the calendar.", field);
        }
    }

    private IEnumerable<Occurrence> Walk(
        ScheduleRequest request, Func<Schedule, Instant, Occurrence?> first, Func<Schedule, Instant, Occurrence?> step)
    {
        if (request.Count is < 1 or > ScheduleRequest.MostInstants)
        {
            throw new ScheduleRequestException($"'count' must be from 1 to {ScheduleRequest.MostInstants}.", "count");
        }

        var (schedule, from) = (Zoned(request), Moment(request.From, "from"));
        var left = request.Count;
        for (var found = first(schedule, from); found is { } occurrence; found = left > 0 ? step(schedule, occurrence.Instant) : null)
        {
            left--;
            yield return occurrence;
        }
    }

    private static T Choice<T>(string? name, string field, T tradition, T notByHand)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().Where(value => !value.Equals(notByHand)).ToDictionary(value => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);
        return name is null ? tradition
            : known.TryGetValue(name, out var value) ? value
            : throw new ScheduleRequestException($"'{Printable.Clip(name)}' is no {field} policy: {string.Join(", ", known.Keys)}.", field);
    }

    private static OpenWindow Window(OpenWindowText text) =>
        int.TryParse(text.Day, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 7
            ? new((IsoDayOfWeek)day, Time(text.Opens), Time(text.Closes))
            : throw new ScheduleRequestException($"'{Printable.Clip(text.Day)}' is no day of the week: 1 is Monday, 7 is Sunday.", "windows");

    private static LocalTime Time(string text) =>
        text == "24:00" ? LocalTime.Midnight
        : LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true, Value: var time } ? time
        : throw new ScheduleRequestException($"'{Printable.Clip(text)}' is no time such as 09:00.", "windows");

    private static T Guarded<T>(Func<T> ask, string field)
    {
        try
        {
            return ask();
        }
        catch (ArgumentException e) when (e is not ScheduleRequestException)
        {
            throw new ScheduleRequestException(e.Message.ReplaceLineEndings(" "), field);
        }
    }
}
