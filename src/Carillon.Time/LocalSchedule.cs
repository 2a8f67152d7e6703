using NodaTime;

namespace Carillon.Time;

/// <summary>A set of local times, of no zone: what people say, such as "at 02:30 on weekdays". Whole seconds.</summary>
/// <remarks>
/// <see cref="In(DateTimeZone, DstPolicy)"/> makes instants of it. Implementations are immutable, work in the ISO calendar and read no
/// clock; forward and backward walk the same set.
/// </remarks>
public abstract class LocalSchedule
{
    /// <summary>What <see cref="In(DateTimeZone)"/> does about skipped and repeated local times.</summary>
    /// <value><see cref="DstPolicy.Rfc5545"/> unless the kind of schedule has its own tradition.</value>
    public virtual DstPolicy DefaultPolicy => DstPolicy.Rfc5545;

    /// <summary>Whether the schedule means "every so often" rather than fixed times of the day: <see cref="RepeatedTimePolicy.BothIfInterval"/> asks.</summary>
    /// <value>False unless the kind of schedule knows a difference.</value>
    public virtual bool IsInterval => false;

    /// <summary>The first scheduled local time after <paramref name="from"/>, or null when there is none.</summary>
    /// <param name="from">Any local time in the ISO calendar; a fraction of a second is allowed.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself may be the answer.</param>
    public abstract LocalDateTime? NextLocal(LocalDateTime from, bool inclusive);

    /// <summary>The last scheduled local time before <paramref name="from"/>, or null when there is none.</summary>
    /// <param name="from">Any local time in the ISO calendar; a fraction of a second is allowed.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself may be the answer.</param>
    public abstract LocalDateTime? PreviousLocal(LocalDateTime from, bool inclusive);

    /// <summary>The schedule on the clocks of a zone, with its <see cref="DefaultPolicy"/>.</summary>
    /// <param name="zone">The zone whose clocks count.</param>
    public ZonedSchedule In(DateTimeZone zone) => In(zone, DefaultPolicy);

    /// <summary>The schedule on the clocks of a zone.</summary>
    /// <param name="zone">The zone whose clocks count.</param>
    /// <param name="policy">What to do about local times that the clocks skip or show twice.</param>
    /// <exception cref="ArgumentException">The schedule is a recurrence of another zone: see <see cref="RecurrenceSchedule.ZoneId"/>.</exception>
    public ZonedSchedule In(DateTimeZone zone, DstPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ThrowIfNotFor(zone);
        return new(this, zone, policy);
    }

    /// <summary>Throws when the schedule says itself that it belongs to another zone.</summary>
    internal virtual void ThrowIfNotFor(DateTimeZone zone)
    {
    }

    /// <summary>The instant after which nothing happens in any zone, where the schedule says one.</summary>
    internal virtual Instant? Until => null;

    /// <summary>The schedule as it is in a zone, where only that tells which local times some instants are; itself when it says none.</summary>
    internal virtual LocalSchedule ResolvedIn(DateTimeZone zone, DstPolicy policy) => this;

    /// <summary>Whether a local time is scheduled.</summary>
    internal virtual bool Has(LocalDateTime local) => NextLocal(local, inclusive: true) == local;

    /// <summary>The first scheduled second at or after one, both counted as in <see cref="LocalSeconds"/>; <see cref="long.MaxValue"/> when there is none.</summary>
    internal virtual long NextSecond(long from) => from > LocalSeconds.Last
        ? long.MaxValue
        : NextLocal(LocalSeconds.ToLocal(Math.Max(from, LocalSeconds.First)), inclusive: true) is { } next ? LocalSeconds.Floor(next) : long.MaxValue;

    /// <summary>The last scheduled second at or before one; <see cref="long.MinValue"/> when there is none.</summary>
    internal virtual long PreviousSecond(long from) => from < LocalSeconds.First
        ? long.MinValue
        : PreviousLocal(LocalSeconds.ToLocal(Math.Min(from, LocalSeconds.Last)), inclusive: true) is { } previous ? LocalSeconds.Floor(previous) : long.MinValue;
}
