using NodaTime;

namespace Carillon.Time;

/// <summary>The occurrences of a local schedule in a zone, in whole Unix seconds.</summary>
internal abstract class Walk
{
    public static readonly long FirstInstant = Instant.MinValue.ToUnixTimeSeconds();
    public static readonly long LastInstant = Instant.MaxValue.ToUnixTimeSeconds();

    /// <summary>The first occurrence at or after a second.</summary>
    public abstract bool Next(long from, out Hit hit);

    /// <summary>The last occurrence at or before a second.</summary>
    public abstract bool Previous(long to, out Hit hit);

    public static Walk Of(LocalSchedule schedule, DateTimeZone zone, DstPolicy policy) =>
        policy.Resolver is null ? new ZoneWalk(schedule, zone, policy) : new ResolvedWalk(schedule, zone, policy.Resolver);

    /// <summary>What was found, unless the calendar ends before it.</summary>
    protected static bool Found(in Hit found, out Hit hit)
    {
        hit = found;
        return found.Instant >= FirstInstant && found.Instant <= LastInstant;
    }

    protected static bool NotFound(out Hit hit)
    {
        hit = default;
        return false;
    }
}
