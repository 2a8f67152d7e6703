using NodaTime;

namespace Carillon.Time;

/// <summary>The runs that were due and have not happened, and which of them to run now.</summary>
/// <param name="Runs">What to run, in time order; at most as many as the cap.</param>
/// <param name="Count">How many were missed; the cap when there are more.</param>
/// <param name="First">The oldest missed, or null when none was.</param>
/// <param name="Latest">The latest missed, or null when none was; beyond the cap too.</param>
/// <param name="Truncated">Whether more were missed than the cap: <paramref name="Count"/> is then the least, and where each is run the rest is missed after the last of <paramref name="Runs"/>.</param>
public sealed record MissedRuns(IReadOnlyList<Occurrence> Runs, int Count, Occurrence? First, Occurrence? Latest, bool Truncated)
{
    /// <summary>Resolves what was missed after the last run, up to and including now. Takes as many steps as the cap at most.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="lastFired">The latest occurrence that has run, or the instant from which on runs count; itself not missed.</param>
    /// <param name="now">An occurrence exactly now is due.</param>
    /// <param name="policy">Which of the missed runs to run.</param>
    /// <param name="cap">The most runs to return and to count, at least 1: years of a minutely schedule must not become millions of runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cap is not positive, or the grace of the policy negative.</exception>
    public static MissedRuns Resolve(Schedule schedule, Instant lastFired, Instant now, Misfire policy, int cap)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(cap, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan((policy as Misfire.None)?.Grace ?? Duration.Zero, Duration.Zero, nameof(policy));
        var missed = After(schedule, lastFired, now, cap, out var truncated);
        if (missed.Count == 0)
        {
            return new([], 0, null, null, false);
        }

        var first = missed[0];
        var latest = truncated ? AtOrBefore(schedule, now) : missed[^1];
        IReadOnlyList<Occurrence> runs = policy switch
        {
            Misfire.Coalesce => [first],
            Misfire.Last => [latest],
            Misfire.None(var grace) => InTime(schedule, lastFired, now, grace, cap),
            _ => missed,
        };
        return new(runs, missed.Count, first, latest, truncated);
    }

    private static List<Occurrence> InTime(Schedule schedule, Instant lastFired, Instant now, Duration grace, int cap)
    {
        var isWithinCalendar = grace < now - Instant.MinValue;
        var from = isWithinCalendar ? now - grace - Duration.Epsilon : Instant.MinValue;
        return After(schedule, Instant.Max(lastFired, from), now, cap, out _);
    }

    private static List<Occurrence> After(Schedule schedule, Instant after, Instant now, int cap, out bool truncated)
    {
        var found = new List<Occurrence>();
        var next = schedule.Next(after);
        for (; found.Count < cap && next is { } occurrence && occurrence.Instant <= now; next = schedule.Next(occurrence.Instant))
        {
            found.Add(occurrence);
        }

        truncated = found.Count == cap && next?.Instant <= now;
        return found;
    }

    private static Occurrence AtOrBefore(Schedule schedule, Instant now) =>
        (now < Instant.MaxValue ? schedule.Previous(now + Duration.Epsilon) : schedule.Previous(now))
        ?? throw new InvalidOperationException("The schedule has an occurrence going forward that it has not going back.");
}
