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

    /// <summary>What the walk shows of a schedule in whole minutes.</summary>
    public Sightings See(NaiveCron cron) => new(
        [.. _minutes.Where(minute => cron.Matches(minute.Shown)).GroupBy(minute => minute.Shown, minute => minute.Instant, (_, instants) => instants.ToList())],
        [.. Enumerable.Range(1, _minutes.Count - 1).Select(i => Skipped(cron, i)).Where(gap => gap.Minutes.Count > 0)]);

    private Gap Skipped(NaiveCron cron, int i)
    {
        var (before, (end, shown)) = (_minutes[i - 1].Shown, _minutes[i]);
        var minutes = new List<int>();
        for (var (skipped, n) = (before.PlusMinutes(1), 0); skipped < shown; (skipped, n) = (skipped.PlusMinutes(1), n + 1))
        {
            if (cron.Matches(skipped))
            {
                minutes.Add(n);
            }
        }

        return new(end, minutes, cron.Matches(shown));
    }

    /// <summary>Scheduled times that a jump of the clocks left out.</summary>
    /// <param name="End">When the clocks jumped.</param>
    /// <param name="Minutes">For each time, how many minutes after the first one left out.</param>
    /// <param name="ShowsScheduled">Whether the clocks show a scheduled time right after the jump.</param>
    internal sealed record Gap(Instant End, List<int> Minutes, bool ShowsScheduled);

    /// <summary>Scheduled times as the clocks showed them, or did not.</summary>
    internal sealed record Sightings(List<List<Instant>> Shown, List<Gap> Gaps)
    {
        public List<Instant> Instants(DstPolicy policy, bool isInterval, Interval window)
        {
            var both = policy.Repeated == RepeatedTimePolicy.Both || (policy.Repeated == RepeatedTimePolicy.BothIfInterval && isInterval);
            var found = new SortedSet<Instant>(Shown.SelectMany(times => both ? times : [policy.Repeated == RepeatedTimePolicy.Last ? times[^1] : times[0]]));
            found.UnionWith(Gaps.SelectMany(gap => policy.Skipped switch
            {
                SkippedTimePolicy.GapEnd => [gap.End],
                SkippedTimePolicy.JustBefore => [gap.End - Duration.FromSeconds(1)],
                SkippedTimePolicy.ShiftForward => gap.Minutes.Select(minute => gap.End + minute * Minute),
                SkippedTimePolicy.GapEndEach when !isInterval => gap.Minutes.Select((_, n) => gap.End + Duration.FromSeconds(n + (gap.ShowsScheduled ? 1 : 0))),
                _ => Enumerable.Empty<Instant>(),
            }));
            return [.. found.Where(window.Contains)];
        }
    }
}
