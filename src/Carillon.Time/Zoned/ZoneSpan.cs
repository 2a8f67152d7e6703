using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>A stretch of constant offset in whole Unix seconds: [<see cref="Start"/>, <see cref="End"/>).</summary>
internal readonly struct ZoneSpan
{
    /// <summary>No two offsets differ by more: beyond this distance a transition changes nothing.</summary>
    public const long Reach = 48 * NodaConstants.SecondsPerHour;

    // Far enough outside the calendar, yet sums with offsets and reaches do not overflow.
    private const long Unbounded = long.MaxValue / 4;

    private ZoneSpan(ZoneInterval rules)
    {
        Start = rules.HasStart ? Ceiling(rules.Start) : -Unbounded;
        End = rules.HasEnd ? Ceiling(rules.End) : Unbounded;
        Offset = rules.WallOffset.Seconds;
    }

    public readonly long Start;
    public readonly long End;
    public readonly long Offset;

    public bool HasStart => Start != -Unbounded;

    public bool HasEnd => End != Unbounded;

    public static ZoneSpan At(DateTimeZone zone, long second) => new(zone.GetZoneInterval(Instant.FromUnixTimeSeconds(second)));

    private static long Ceiling(Instant instant)
    {
        var floor = instant.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(floor) == instant ? floor : floor + 1;
    }
}
