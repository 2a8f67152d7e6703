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

    public readonly long Offset;

    // The second in which it begins or ends: exact for every zone known, and precise enough away from transitions.
    private readonly long _start;
    private readonly long _end;
    private readonly ZoneInterval _rules;

    private ZoneSpan(ZoneInterval rules)
    {
        _rules = rules;
        _start = rules.HasStart ? rules.Start.ToUnixTimeSeconds() : -Unbounded;
        _end = rules.HasEnd ? rules.End.ToUnixTimeSeconds() : Unbounded;
        Offset = rules.WallOffset.Seconds;
    }

    public bool HasStart => _start != -Unbounded;

    public bool HasEnd => _end != Unbounded;

    /// <summary>The first second that begins in the stretch.</summary>
    public long Start => HasStart ? Ceiling(_start, _rules.Start) : _start;

    /// <summary>The first second that begins after it.</summary>
    public long End => HasEnd ? Ceiling(_end, _rules.End) : _end;

    public static ZoneSpan At(DateTimeZone zone, long second) => new(zone.GetZoneInterval(Instant.FromUnixTimeSeconds(second)));

    public bool IsNearStart(long second) => second - _start <= Reach + 1;

    public bool IsNearEnd(long second) => _end - second <= Reach;

    private static long Ceiling(long floor, Instant instant) => Instant.FromUnixTimeSeconds(floor) == instant ? floor : floor + 1;
}
