using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>Which runs of a schedule move when the rules of its zone change.</summary>
public static class RunChanges
{
    // Farther from a difference of the rules no occurrence differs.
    private static readonly Duration Reach = Duration.FromSeconds(2 * ZoneSpan.Reach);

    /// <summary>The runs in a horizon that are not at the same instant by both rules, in the order of their scheduled local times.</summary>
    /// <remarks>Looks only where the two rules differ, so a long horizon costs little.</remarks>
    /// <param name="schedule">The local times.</param>
    /// <param name="zoneId">The zone whose clocks count.</param>
    /// <param name="policy">What happens to skipped and repeated times.</param>
    /// <param name="before">The old rules.</param>
    /// <param name="after">The new rules.</param>
    /// <param name="horizon">A bounded interval; a run counts that lies in it by either rules.</param>
    /// <exception cref="DateTimeZoneNotFoundException">A provider does not know the zone.</exception>
    /// <exception cref="ArgumentException">The horizon has no start or no end.</exception>
    public static IReadOnlyList<RunChange> Diff(
        LocalSchedule schedule, string zoneId, DstPolicy policy, IDateTimeZoneProvider before, IDateTimeZoneProvider after, Interval horizon)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(zoneId);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!horizon.HasStart || !horizon.HasEnd)
        {
            throw new ArgumentException($"The horizon {horizon} is not bounded.", nameof(horizon));
        }

        var (oldZone, newZone) = (before[zoneId], after[zoneId]);
        var (oldRuns, newRuns) = (schedule.In(oldZone, policy), schedule.In(newZone, policy));
        var changes = new List<RunChange>();
        foreach (var stretch in Differences(oldZone, newZone, Widen(horizon)))
        {
            var runs = newRuns.Range(stretch).ToDictionary(run => run.Identity);
            foreach (var old in oldRuns.Range(stretch))
            {
                var isKept = runs.Remove(old.Identity, out var found);
                if (!isKept || found.Instant != old.Instant)
                {
                    changes.Add(new(old.Identity, old, isKept ? found : null));
                }
            }

            changes.AddRange(runs.Values.Select(added => new RunChange(added.Identity, null, added)));
        }

        return
        [
            .. changes
                .Where(change => (change.Before is { } old && horizon.Contains(old.Instant)) || (change.After is { } now && horizon.Contains(now.Instant)))
                .OrderBy(change => change.Identity.Scheduled).ThenBy(change => change.Identity.Pass),
        ];
    }

    /// <summary>The stretches around every time at which the two zones show different clocks.</summary>
    private static IntervalSet Differences(DateTimeZone oldZone, DateTimeZone newZone, Interval within)
    {
        var found = new List<Interval>();
        for (var at = within.Start; at < within.End;)
        {
            var (old, now) = (oldZone.GetZoneInterval(at), newZone.GetZoneInterval(at));
            var end = Instant.Min(within.End, Instant.Min(EndOf(old), EndOf(now)));
            if (old.WallOffset != now.WallOffset)
            {
                found.Add(Widen(new Interval(at, end)));
            }

            at = end;
        }

        return IntervalSet.Of(found);
    }

    private static Instant EndOf(ZoneInterval rules) => rules.HasEnd ? rules.End : Instant.MaxValue;

    private static Interval Widen(Interval interval) => new(
        interval.Start - Instant.MinValue > Reach ? interval.Start - Reach : Instant.MinValue,
        Instant.MaxValue - interval.End > Reach ? interval.End + Reach : Instant.MaxValue);
}
