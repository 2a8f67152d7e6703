using Carillon.Time.Tests.Cron;
using NodaTime;

namespace Carillon.Time.Tests.Zoned;

/// <summary>
/// The oracle: writes down what the clocks of a zone show in each minute and applies the policies to that list. It asks for no
/// transition, no offset and no interval, only what time it is.
/// </summary>
internal sealed class MinuteWalk
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly List<(Instant Instant, LocalDateTime Shown)> _minutes = [];

    public MinuteWalk(DateTimeZone zone, Instant from, Instant to)
    {
        for (var now = from; now < to; now += Minute)
        {
            _minutes.Add((now, now.InZone(zone).LocalDateTime));
        }
    }

    /// <summary>Whether all clocks show whole minutes, without which a walk by minutes says nothing.</summary>
    public bool IsWhole => _minutes.TrueForAll(minute => minute.Shown.Second == 0);

    /// <summary>The instants of a schedule in whole minutes, in the part of the walk that lies within the window.</summary>
    public List<Instant> Instants(NaiveCron cron, DstPolicy policy, bool isInterval, Interval window)
    {
        var found = new SortedSet<Instant>();
        var shown = _minutes.ToLookup(minute => minute.Shown, minute => minute.Instant);
        foreach (var times in shown.Where(times => cron.Matches(times.Key)))
        {
            var both = policy.Repeated == RepeatedTimePolicy.Both || (policy.Repeated == RepeatedTimePolicy.BothIfInterval && isInterval);
            found.UnionWith(both ? times : [policy.Repeated == RepeatedTimePolicy.Last ? times.Max() : times.Min()]);
        }

        for (var i = 1; i < _minutes.Count; i++)
        {
            found.UnionWith(ForGap(cron, policy.Skipped, isInterval, i));
        }

        return [.. found.Where(window.Contains)];
    }

    private IEnumerable<Instant> ForGap(NaiveCron cron, SkippedTimePolicy policy, bool isInterval, int i)
    {
        var (end, shown) = _minutes[i];
        var before = _minutes[i - 1].Shown;
        var length = Period.Between(before, shown, PeriodUnits.Minutes).Minutes - 1;
        var skipped = Enumerable.Range(0, (int)Math.Max(0, length)).Where(minute => cron.Matches(before.PlusMinutes(minute + 1))).ToList();
        return skipped.Count == 0 ? [] : policy switch
        {
            SkippedTimePolicy.GapEnd => [end],
            SkippedTimePolicy.JustBefore => [end - Duration.FromSeconds(1)],
            SkippedTimePolicy.ShiftForward => skipped.Select(minute => end + minute * Minute),
            SkippedTimePolicy.GapEndEach when !isInterval => skipped.Select((_, n) => end + Duration.FromSeconds(n + (cron.Matches(shown) ? 1 : 0))),
            _ => [],
        };
    }
}
