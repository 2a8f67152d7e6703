using Carillon.Benchmarks.Harness;
using Carillon.Time;
using NodaTime;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Benchmarks.Time;

/// <summary>The next and the previous occurrence in a zone with daylight saving, against Quartz.NET on the same calls.</summary>
internal static class NeighbourQuestions
{
    private static readonly PureTarget Goal = new(50, 0, 1.2);
    private static readonly (string Name, string Expression)[] Cases =
    [
        ("every 15 minutes", "0 */15 * * * ?"), ("02:30 daily", "0 30 2 * * ?"), ("09:00 on weekdays", "0 0 9 ? * MON-FRI"),
        ("the first of the month", "0 0 0 1 * ?"), ("the last of the month", "0 0 0 L * ?"),
    ];

    public static IEnumerable<TimeQuestion> All()
    {
        var (zone, info) = (DateTimeZoneProviders.Tzdb["America/New_York"], TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var at = Instant.FromUtc(2026, 6, 17, 14, 37, 21);
        foreach (var (name, expression) in Cases)
        {
            var (ours, theirs) = (CronExpression.Parse(expression, CronDialect.Quartz).In(zone), new QuartzCron(expression, info));
            yield return new($"Next: {name}, New York", QuartzNext(theirs, at.ToDateTimeOffset()), Next(ours, at), Goal);
            yield return new($"Previous: {name}, New York", QuartzPrevious(theirs, at.ToDateTimeOffset()), Previous(ours, at), Goal);
        }
    }

    public static PureCall Next(Schedule schedule, Instant at) => new("Next", count =>
    {
        var found = 0L;
        for (var i = 0; i < count; i++)
        {
            found += schedule.Next(at).HasValue ? 1 : 0;
        }

        return found;
    });

    public static PureCall QuartzNext(QuartzCron cron, DateTimeOffset at) => new("Quartz.NET", count =>
    {
        var found = 0L;
        for (var i = 0; i < count; i++)
        {
            found += cron.GetNextValidTimeAfter(at).HasValue ? 1 : 0;
        }

        return found;
    });

    private static PureCall Previous(Schedule schedule, Instant at) => new("Previous", count =>
    {
        var found = 0L;
        for (var i = 0; i < count; i++)
        {
            found += schedule.Previous(at).HasValue ? 1 : 0;
        }

        return found;
    });

    private static PureCall QuartzPrevious(QuartzCron cron, DateTimeOffset at) => new("Quartz.NET", count =>
    {
        var found = 0L;
        for (var i = 0; i < count; i++)
        {
            found += cron.GetPreviousValidTimeBefore(at).HasValue ? 1 : 0;
        }

        return found;
    });
}
