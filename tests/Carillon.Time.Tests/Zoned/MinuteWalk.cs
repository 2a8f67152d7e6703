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
        _minutes.Where(minute => cron.Matches(minute.Shown)).GroupBy(minute => minute.Shown, minute => minute.Instant).ToDictionary(times => times.Key, times => times.ToList()),
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

        return new(end, before.PlusMinutes(1), minutes);
    }

    /// <summary>Scheduled times that a jump of the clocks left out.</summary>
    /// <param name="End">When the clocks jumped.</param>
    /// <param name="First">The first time left out, scheduled or not.</param>
    /// <param name="Minutes">For each scheduled time, how many minutes after the first one left out.</param>
    internal sealed record Gap(Instant End, LocalDateTime First, List<int> Minutes);

    /// <summary>Scheduled times as the clocks showed them, or did not.</summary>
    internal sealed record Sightings(Dictionary<LocalDateTime, List<Instant>> Shown, List<Gap> Gaps)
    {
        /// <summary>Each occurrence with the local time that it stands for: a time shown then, or the first of those left out.</summary>
        public List<(Instant Instant, LocalDateTime Scheduled)> Occurrences(DstPolicy policy, bool isInterval, Interval window)
        {
            var both = policy.Repeated == RepeatedTimePolicy.Both || (policy.Repeated == RepeatedTimePolicy.BothIfInterval && isInterval);
            var found = new SortedDictionary<Instant, LocalDateTime>();
            foreach (var (shown, times) in Shown)
            {
                times.Where((_, n) => both || n == (policy.Repeated == RepeatedTimePolicy.Last ? times.Count - 1 : 0)).ToList().ForEach(instant => found.Add(instant, shown));
            }

            foreach (var gap in Gaps)
            {
                foreach (var minute in gap.Minutes)
                {
                    if (At(policy.Skipped, gap.End, minute, isInterval, found) is { } instant)
                    {
                        found.TryAdd(instant, gap.First.PlusMinutes(minute));
                    }
                }
            }

            return [.. found.Where(occurrence => window.Contains(occurrence.Key)).Select(occurrence => (occurrence.Key, occurrence.Value))];
        }

        private static Instant? At(SkippedTimePolicy policy, Instant end, int minute, bool isInterval, SortedDictionary<Instant, LocalDateTime> taken) => policy switch
        {
            SkippedTimePolicy.GapEnd => end,
            SkippedTimePolicy.JustBefore => end - Duration.FromSeconds(1),
            SkippedTimePolicy.ShiftForward => end + minute * Minute,
            SkippedTimePolicy.GapEndEach when !isInterval => Enumerable.Range(0, 3_600).Select(second => end + Duration.FromSeconds(second)).First(second => !taken.ContainsKey(second)),
            _ => null,
        };
    }
}
