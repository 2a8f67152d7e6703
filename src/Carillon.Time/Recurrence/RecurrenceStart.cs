using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>The value of <c>DTSTART</c>, which decides how the other times are written.</summary>
internal sealed record RecurrenceStart(LocalDateTime Local, bool IsDate, bool IsUtc, string? ZoneId)
{
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    public string Parameters => IsDate ? ";VALUE=DATE" : ZoneId is { } zone && !IsUtc ? $";TZID={zone}" : "";

    public string Format(LocalDateTime local) => IsDate ? Date.Format(local.Date) : Time.Format(local) + (IsUtc ? "Z" : "");

    public static string Format(Instant instant) => Time.Format(instant.InUtc().LocalDateTime) + "Z";

    /// <summary>A date, a local time or a UTC time; null when the text is none of them, or lies before year 1, which RFC 5545 cannot write.</summary>
    public static RecurrenceStart? Read(string text) => Any(text) is { Local.Year: >= 1 } read ? read : null;

    /// <summary>Whether the zone is plainly not the one that the text names; names that are not in the tz database say nothing.</summary>
    public bool Contradicts(DateTimeZone zone)
    {
        if (IsUtc)
        {
            return zone.MinOffset != Offset.Zero || zone.MaxOffset != Offset.Zero;
        }

        var names = TzdbDateTimeZoneSource.Default.CanonicalIdMap;
        return ZoneId is { } id && id != zone.Id
            && names.TryGetValue(id, out var named) && names.TryGetValue(zone.Id, out var given) && named != given;
    }

    private static RecurrenceStart? Any(string text) =>
        Date.Parse(text) is { Success: true, Value: var date } ? new(date.AtMidnight(), true, false, null)
        : Time.Parse(text) is { Success: true, Value: var local } ? new(local, false, false, null)
        : text.EndsWith('Z') && Time.Parse(text[..^1]) is { Success: true, Value: var utc } ? new(utc, false, true, "UTC")
        : null;
}
