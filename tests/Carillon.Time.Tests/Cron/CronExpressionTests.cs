using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Cron;

public sealed partial class CronExpressionTests
{
    [Theory]
    [InlineData("vixie", "*/20 * * * *", "0,20,40 * * * *")]
    [InlineData("vixie", "0 0 * * 7", "0 0 * * 0")]
    [InlineData("vixie", "0 0 * JAN-MAR MON,TUE", "0 0 * 1,2,3 1-2")]
    [InlineData("vixie", "0 0 1-31 * MON", "0 0 1-31 * 2")]
    [InlineData("vixie", "@weekly", "0 0 * * 0")]
    [InlineData("cronos", "0 30 1 * * *", "30 1 ? * ?")]
    [InlineData("cronos", "0 22-2 * * *", "0 22-23,0,1,2 * * *")]
    [InlineData("cronos", "0 0 * * 5-1", "0 0 * * 5,6,0,1")]
    [InlineData("quartz", "0 0 12 ? * 2-6", "0 0 12 * * MON-FRI")]
    [InlineData("quartz", "0 0 12 ? * L", "0 0 12 ? * SAT")]
    [InlineData("quartz", "0 0 12 31W * ?", "0 0 12 LW * ?")]
    [InlineData("quartz", "0 0 12 15W,31W * ?", "0 0 12 15W,LW-0 * ?")]
    [InlineData("quartz", "0 0 12 29W,31W * ?", "0 0 12 LW,29W * ?")]
    [InlineData("quartz", "0 0 12 L-0W * ?", "0 0 12 lw * ?")]
    [InlineData("vixie", "*/90 5 * * *", "*/60 5 * * *")]
    [InlineData("vixie", "0-59/99999999999 5 * * *", "0 5 * * *")]
    [InlineData("vixie", "0 */24 * * */9", "0 */100 * * */7")]
    [InlineData("spring", "0 5/60 */24 * * *", "0 5 0-1/24 * * *")]
    [InlineData("spring", "0 0 0 * * FRI-SUN", "0 0 0 * * 0,5,6")]
    [InlineData("spring", "0 0 0 ? * 1#1,1#2,1#3,1#4,1#5", "0 0 0 * * 1")]
    public void Expressions_are_equal_when_they_mean_the_same(string dialect, string one, string other)
    {
        var (left, right) = (Parse(dialect, one), Parse(dialect, other));

        left.ShouldBe(right);
        left.GetHashCode().ShouldBe(right.GetHashCode());
        left.ToString().ShouldBe(right.ToString());
    }

    [Theory]
    [InlineData("vixie", "*/20 1 * * *", "0,20,40 1 * * *", "an interval is not a fixed time")]
    [InlineData("vixie", "0-59 1 * * *", "* 1 * * *", "an interval begins with a star")]
    [InlineData("cronos", "1,2,3 1 * * *", "1-3 1 * * *", "an interval has a range")]
    [InlineData("cronos", "5 1 * * *", "5-5 1 * * *", "an interval has a range, even of one value")]
    [InlineData("vixie", "0 0 */2 * MON", "0 0 1-31/2 * MON", "a star makes both days necessary")]
    [InlineData("vixie", "0 0 1 * *", "0 0 2 * *", "other times")]
    [InlineData("vixie", "0 0 13 * */7", "0 0 13 * 0", "the 13th if a Sunday is not the 13th or a Sunday")]
    [InlineData("vixie", "*/90 5 * * *", "0 5 * * *", "a star makes an interval, whatever the step")]
    [InlineData("cronos", "0 0 31W * *", "0 0 LW * *", "only where the month has the day")]
    [InlineData("quartz", "0 0 12 LW-2 * ?", "0 0 12 L-2W * ?", "days before the weekday, not the weekday nearest to a day")]
    public void Expressions_differ_when_their_meaning_does(string dialect, string one, string other, string reason) =>
        Parse(dialect, one).ShouldNotBe(Parse(dialect, other), reason);

    [Theory]
    [InlineData("vixie", "*/15  9-17 * * mon-fri", "*/15 9-17 * * 1-5")]
    [InlineData("vixie", "0-59 1 * * *", "0-59 1 * * *")]
    [InlineData("vixie", "*/20,5 1 * * *", "*/20,5 1 * * *")]
    [InlineData("vixie", "0 0 */10,5 * 1", "0 0 */10,5 * 1")]
    [InlineData("cronos", "0 */5 * * * *", "*/5 * * * *")]
    [InlineData("cronos", "5-5 1 L-2W * *", "5-5 1 L-2W * *")]
    [InlineData("cronos", "0 22-2 * * 5#3", "0 0-2,22,23 * * 5#3")]
    [InlineData("quartz", "0 0 12 ? * MON-FRI", "0 0 12 ? * 2-6")]
    [InlineData("quartz", "0 0 12 L,15W * ? 2030/10", "0 0 12 15W,L * ? 2030,2040,2050,2060,2070,2080,2090")]
    [InlineData("quartz", "0 0 12 15 * MON", "0 0 12 15 * 2")]
    [InlineData("quartz", "0 0 12 lw-2,31W,1 * ?", "0 0 12 1,LW,LW-2 * ?")]
    [InlineData("vixie", "*/90 5 * * *", "*/60 5 * * *")]
    [InlineData("vixie", "0 */48 1 * *", "0 */24 1 * *")]
    [InlineData("spring", "@hourly", "0 0 * * * *")]
    public void The_canonical_text_is_short_and_keeps_the_meaning(string dialect, string text, string canonical)
    {
        Parse(dialect, text).ToString().ShouldBe(canonical);
        Parse(dialect, canonical).ShouldBe(Parse(dialect, text));
    }

    [Theory]
    [InlineData("posix", "0 0 13 * FRI", "2026-01-02 2026-01-09 2026-01-13")]
    [InlineData("posix", "0 0 */15 * FRI", "2026-01-01 2026-01-02 2026-01-09")]
    [InlineData("vixie", "0 0 */15 * FRI", "2026-01-16 2026-05-01 2026-07-31")]
    [InlineData("cronos", "0 0 13 * FRI", "2026-02-13 2026-03-13 2026-11-13")]
    [InlineData("spring", "0 0 0 13 * FRI", "2026-02-13 2026-03-13 2026-11-13")]
    [InlineData("quartz", "0 0 0 13 * FRI", "2026-01-02 2026-01-09 2026-01-13")]
    [InlineData("quartz", "0 0 0 31W * ?", "2026-01-30 2026-02-27 2026-03-31")]
    [InlineData("cronos", "0 0 31W * *", "2026-01-30 2026-03-31 2026-05-29")]
    [InlineData("quartz", "0 0 0 L-2W * ?", "2026-01-29 2026-02-26 2026-03-30")]
    [InlineData("quartz", "0 0 0 1W * ?", "2026-01-01 2026-02-02 2026-03-02")]
    [InlineData("quartz", "0 0 0 1W 8 ?", "2026-08-03 2027-08-02 2028-08-01")]
    [InlineData("quartz", "0 0 0 LW-2 * ?", "2026-01-28 2026-02-25 2026-03-29")]
    [InlineData("quartz", "0 0 0 LW-30 * ?", "2026-01-01 2026-02-01 2026-03-01")]
    [InlineData("quartz", "0 0 0 ? * 6L", "2026-01-30 2026-02-27 2026-03-27")]
    [InlineData("cronos", "0 0 * * 1#5", "2026-03-30 2026-06-29 2026-08-31")]
    [InlineData("quartz", "0 0 0 1 1 ? 2030-2032", "2030-01-01 2031-01-01 2032-01-01")]
    public void Days_are_those_of_the_dialect(string dialect, string text, string dates)
    {
        var days = new List<string>();
        for (var at = Start; days.Count < 3; at = at.PlusDays(1))
        {
            at = Parse(dialect, text).NextLocal(at, inclusive: true)!.Value.Date.AtMidnight();
            days.Add(at.Date.ToString("uuuu-MM-dd", null));
        }

        string.Join(' ', days).ShouldBe(dates);
    }

    [Fact]
    public void A_day_that_never_comes_is_null_in_both_directions()
    {
        foreach (var text in new[] { "0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 31 2 MON" })
        {
            Parse("cronos", text).NextLocal(Start, inclusive: true).ShouldBeNull();
            Parse("cronos", text).PreviousLocal(Start, inclusive: true).ShouldBeNull();
            Parse("cronos", text).In(Zones.Get("Europe/Dublin")).Next(Instant.FromUtc(2026, 1, 1, 0, 0)).ShouldBeNull();
            Parse("cronos", text).In(Zones.Get("Europe/Dublin")).Previous(Instant.FromUtc(2026, 1, 1, 0, 0)).ShouldBeNull();
        }
    }

    [Fact]
    public void The_longest_waits_are_waited_for()
    {
        Parse("cronos", "0 0 29 2 *").NextLocal(new(2096, 3, 1, 0, 0), inclusive: true).ShouldBe(new LocalDateTime(2104, 2, 29, 0, 0));
        Parse("cronos", "0 0 29 2 MON").NextLocal(new(2072, 3, 1, 0, 0), inclusive: true).ShouldBe(new LocalDateTime(2112, 2, 29, 0, 0));
        Parse("cronos", "0 0 29 2 MON").PreviousLocal(new(2112, 2, 28, 0, 0), inclusive: true).ShouldBe(new LocalDateTime(2072, 2, 29, 0, 0));
        Parse("quartz", "0 0 0 1 1 ? 2099").NextLocal(Start, inclusive: true).ShouldBe(new LocalDateTime(2099, 1, 1, 0, 0));
        Parse("quartz", "0 0 0 1 1 ? 2099").NextLocal(new(2099, 1, 1, 0, 0), inclusive: false).ShouldBeNull();
    }

    [Fact]
    public void The_ends_of_the_calendar_are_no_exception()
    {
        var every = Parse("cronos", "* * * * * *");
        every.NextLocal(LocalDateTime.MaxIsoValue, inclusive: false).ShouldBeNull();
        every.PreviousLocal(LocalDateTime.MinIsoValue, inclusive: false).ShouldBeNull();
        every.NextLocal(LocalDateTime.MinIsoValue, inclusive: true).ShouldBe(LocalDateTime.MinIsoValue);
        every.PreviousLocal(LocalDateTime.MaxIsoValue, inclusive: true).ShouldBe(new LocalDateTime(9999, 12, 31, 23, 59, 59));
        foreach (var zone in Zones.Odd.Select(Zones.Get).Append(DateTimeZone.ForOffset(Offset.MaxValue)).Append(DateTimeZone.ForOffset(Offset.MinValue)))
        {
            foreach (var schedule in new[] { every, Parse("cronos", "0 0 31 12 *"), Parse("cronos", "0 0 1 1 *") }.Select(cron => cron.In(zone)))
            {
                schedule.Next(Instant.MaxValue).ShouldBeNull();
                schedule.Previous(Instant.MinValue).ShouldBeNull();
                schedule.Next(Instant.MinValue)!.Value.Instant.ShouldBeGreaterThan(Instant.MinValue);
                schedule.Previous(Instant.MaxValue)!.Value.Instant.ShouldBeLessThan(Instant.MaxValue);
                schedule.Next(schedule.Previous(Instant.MaxValue)!.Value.Instant).ShouldBeNull();
            }
        }
    }

    [Fact]
    public void A_seed_decides_H_for_ever_and_within_its_field()
    {
        CronExpression.Parse("H H * * *", CronDialect.Cronos, 3).ToString().ShouldBe(CronExpression.Parse("H H * * *", CronDialect.Cronos, 3).ToString());
        Enumerable.Range(0, 500).Select(seed => CronExpression.Parse("H * * * *", CronDialect.Cronos, seed)).Distinct().Count().ShouldBe(60);
        Enumerable.Range(0, 500).Select(seed => CronExpression.Parse("0 0 H * *", CronDialect.Cronos, seed)).Distinct().Count().ShouldBe(28);
        Enumerable.Range(0, 500).Select(seed => CronExpression.Parse("0 H(1-3) * * *", CronDialect.Cronos, seed)).Distinct().Count().ShouldBe(3);
        Enumerable.Range(0, 500).Select(seed => CronExpression.Parse("H/15 * * * *", CronDialect.Cronos, seed)).Distinct().Count().ShouldBe(15);
        Enumerable.Range(0, 500).Select(seed => CronExpression.Parse("H(0-29)/10 * * * *", CronDialect.Cronos, seed)).Distinct().Count().ShouldBe(10);
        CronExpression.Parse("H/15 1 * * *", CronDialect.Cronos, 3).IsInterval.ShouldBeTrue();
        CronExpression.Parse("H 1 * * *", CronDialect.Cronos, 3).IsInterval.ShouldBeFalse();
    }

    private static CronExpression Parse(string dialect, string text) => CronExpression.Parse(text, CronDialect.Find(dialect)!);
}
