using BenchmarkDotNet.Attributes;
using Carillon.Time;
using NodaTime;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Benchmarks.Time;

/// <summary>The longest wait there is, a year of occurrences and reading an expression, against Quartz.NET where it can do the same.</summary>
[MemoryDiagnoser]
public class CronExtremes
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly TimeZoneInfo NewYorkInfo = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private readonly Schedule _leapMonday = CronExpression.Parse("0 0 29 2 MON", CronDialect.Cronos).In(NewYork);
    private readonly Schedule _quarters = CronExpression.Parse("0 */15 * * * ?", CronDialect.Quartz).In(NewYork);
    private readonly QuartzCron _quartzLeapDay = new("0 0 0 29 2 ?", NewYorkInfo);
    private readonly QuartzCron _quartzQuarters = new("0 */15 * * * ?", NewYorkInfo);
    private readonly Instant _before = Instant.FromUtc(2072, 3, 1, 12, 0);
    private readonly DateTimeOffset _beforeOffset = new(2072, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Interval _year = new(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));

    /// <summary>Quartz knows no "and" of days: it waits four years only.</summary>
    [Benchmark]
    public DateTimeOffset? QuartzLeapDay() => _quartzLeapDay.GetNextValidTimeAfter(_beforeOffset);

    [Benchmark]
    public Occurrence? LeapMonday() => _leapMonday.Next(_before);

    [Benchmark]
    public int QuartzYear()
    {
        var (count, end) = (0, _year.End.ToDateTimeOffset());
        for (var next = _quartzQuarters.GetNextValidTimeAfter(_year.Start.ToDateTimeOffset().AddSeconds(-1)); next < end; next = _quartzQuarters.GetNextValidTimeAfter(next.Value))
        {
            count++;
        }

        return count;
    }

    [Benchmark]
    public int Year() => _quarters.Range(_year).Count();

    [Benchmark]
    public QuartzCron QuartzParse() => new("0 */15 * * * ?");

    [Benchmark]
    public CronExpression Parse() => CronExpression.Parse("*/15 * * * *", CronDialect.Vixie);
}
