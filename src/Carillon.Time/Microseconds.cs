using NodaTime;

namespace Carillon.Time;

/// <summary>Microseconds: the precision of every stored instant. All conversions floor, before 1970 and below zero too.</summary>
/// <remarks>Truncate an instant where it enters the system, so that what is compared later is what was stored.</remarks>
public static class Microseconds
{
    private const long TicksPerMicrosecond = 10;
    private const long NanosecondsPerMicrosecond = 1_000;
    private const long PerDay = NodaConstants.NanosecondsPerDay / NanosecondsPerMicrosecond;

    private static readonly long FirstInstant = Instant.MinValue.ToUnixTimeMicroseconds();
    private static readonly long LastInstant = Instant.MaxValue.ToUnixTimeMicroseconds();
    private static readonly long ShortestDuration = Duration.MinValue.ToMicroseconds();
    private static readonly long LongestDuration = Duration.MaxValue.ToMicroseconds();

    /// <summary>The latest whole microsecond at or before the instant.</summary>
    /// <param name="instant">Any instant.</param>
    public static Instant TruncateToMicroseconds(this Instant instant) =>
        Instant.FromUnixTimeTicks(instant.ToUnixTimeMicroseconds() * TicksPerMicrosecond);

    /// <summary>The number of whole microseconds since the Unix epoch, negative before it.</summary>
    /// <param name="instant">Any instant; a fraction of a microsecond is dropped towards the past.</param>
    public static long ToUnixTimeMicroseconds(this Instant instant) =>
        FloorDivide(instant.ToUnixTimeTicks(), TicksPerMicrosecond);

    /// <summary>The instant that lies this many microseconds after the Unix epoch.</summary>
    /// <param name="microseconds">Microseconds since the Unix epoch, negative for earlier instants.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside the range of <see cref="Instant"/>.</exception>
    public static Instant FromUnixTimeMicroseconds(long microseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(microseconds, FirstInstant);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(microseconds, LastInstant);
        return Instant.FromUnixTimeTicks(microseconds * TicksPerMicrosecond);
    }

    /// <summary>The number of whole microseconds in the duration; -1 ns is -1 µs.</summary>
    /// <param name="duration">Any duration.</param>
    public static long ToMicroseconds(this Duration duration) =>
        duration.Days * PerDay + FloorDivide(duration.NanosecondOfDay, NanosecondsPerMicrosecond);

    /// <summary>The duration of this many microseconds.</summary>
    /// <param name="microseconds">Microseconds, negative allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside the range of <see cref="Duration"/>.</exception>
    public static Duration ToDuration(long microseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(microseconds, ShortestDuration);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(microseconds, LongestDuration);
        var (days, rest) = Math.DivRem(microseconds, PerDay);
        return Duration.FromDays((int)days) + Duration.FromNanoseconds(rest * NanosecondsPerMicrosecond);
    }

    private static long FloorDivide(long dividend, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(dividend, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
