using Carillon.Benchmarks.Harness;
using Carillon.Time;
using NodaTime;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Benchmarks.Time;

/// <summary>The longest wait there is, and a year of occurrences, against Quartz.NET where it can do the same.</summary>
internal static class ExtremeQuestions
{
    private const string Quarters = "0 */15 * * * ?";

    public static IEnumerable<TimeQuestion> All()
    {
        var (zone, info) = (DateTimeZoneProviders.Tzdb["America/New_York"], TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var before = Instant.FromUtc(2072, 3, 1, 12, 0);

        // Quartz knows no "and" of days: it waits four years only, so its time says nothing about ours.
        yield return new(
            "29 February and Monday, 40 years on",
            NeighbourQuestions.QuartzNext(new QuartzCron("0 0 0 29 2 ?", info), before.ToDateTimeOffset()),
            NeighbourQuestions.Next(CronExpression.Parse("0 0 29 2 MON", CronDialect.Cronos).In(zone), before),
            new(1_000, 0));

        var year = new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));
        var (ours, theirs) = (CronExpression.Parse(Quarters, CronDialect.Quartz).In(zone), new QuartzCron(Quarters, info));
        yield return new(
            "A year of every 15 minutes, 35,040 occurrences",
            new("Quartz.NET", count => Repeat(count, () => Count(theirs, year))),
            new("Range", count => Repeat(count, () => ours.Range(year).Count())),
            new(1_500_000, null, 1.2));
    }

    private static long Repeat(int count, Func<int> work)
    {
        var sum = 0L;
        for (var i = 0; i < count; i++)
        {
            sum += work();
        }

        return sum;
    }

    private static int Count(QuartzCron cron, Interval year)
    {
        var (count, end) = (0, year.End.ToDateTimeOffset());
        for (var next = cron.GetNextValidTimeAfter(year.Start.ToDateTimeOffset().AddSeconds(-1)); next < end; next = cron.GetNextValidTimeAfter(next.Value))
        {
            count++;
        }

        return count;
    }
}
