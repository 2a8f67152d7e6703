using Carillon.Benchmarks.Harness;
using Carillon.Time;
using NodaTime;
using NodaTime.TimeZones;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Benchmarks.Time;

/// <summary>How often the next run is not after the instant asked about, around every transition of every zone from 2000 to 2037.</summary>
internal sealed class QuartzTransitions : IBenchmark
{
    private static readonly string[] Expressions = ["0 */15 * * * ?", "0 30 2 * * ?", "0 0 0 * * ?", "0 30 1 * * ?"];
    private static readonly Interval Years = new(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2038, 1, 1, 0, 0));

    public string Verb => "time-quartz";

    public bool NeedsPostgreSql => false;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        await log.WriteLineAsync("time-quartz | every transition, asked each 15 minutes from 2 hours before to 2 hours after");
        var source = TzdbDateTimeZoneSource.Default;
        var zones = new DateTimeZoneCache(source);
        var (transitions, theirs, ours, asked) = (0, new Dictionary<string, int>(), 0, 0L);
        foreach (var id in source.CanonicalIdMap.Where(pair => pair.Key == pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var info))
            {
                continue;
            }

            var pairs = Expressions.Select(text => (Ours: CronExpression.Parse(text, CronDialect.Quartz).In(zones[id]), Theirs: new QuartzCron(text, info))).ToList();
            foreach (var rules in zones[id].GetZoneIntervals(Years).Skip(1))
            {
                transitions++;
                var isStuck = false;
                foreach (var (schedule, quartz) in pairs)
                {
                    for (var minutes = -120; minutes <= 120; minutes += 15, asked++)
                    {
                        var at = rules.Start + Duration.FromMinutes(minutes);
                        isStuck |= quartz.GetNextValidTimeAfter(at.ToDateTimeOffset()) <= at.ToDateTimeOffset();
                        ours += schedule.Next(at)?.Instant > at && schedule.Previous(at)?.Instant < at ? 0 : 1;
                    }
                }

                theirs[id] = theirs.GetValueOrDefault(id) + (isStuck ? 1 : 0);
            }
        }

        var stuck = theirs.Values.Sum();
        var where = theirs.Count(zone => zone.Value > 0);
        return
        [
            new ResultRow(
                $"Transitions 2000 to 2037 ({transitions:N0} of canonical zones, {asked:N0} questions) with a next run that is not later",
                $"Quartz.NET 4.7.3: {stuck:N0}, in {where} zones",
                $"{ours:N0}",
                "–",
                "0",
                ours == 0 ? "yes" : "no"),
        ];
    }
}
