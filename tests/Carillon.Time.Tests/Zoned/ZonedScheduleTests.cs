using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Zoned;

public sealed partial class ZonedScheduleTests
{
    private static readonly DateTimeZone NewYork = Zones.Get("America/New_York");
    private static readonly Instant SpringDay = Instant.FromUtc(2026, 3, 8, 5, 0);
    private static readonly Instant AutumnDay = Instant.FromUtc(2026, 11, 1, 4, 0);

    [Theory]
    [InlineData("30 2 * * *", SkippedTimePolicy.Skip, "2026-03-09T06:30:00Z Regular")]
    [InlineData("30 2 * * *", SkippedTimePolicy.GapEnd, "2026-03-08T07:00:00Z MovedToGapEnd")]
    [InlineData("0,30 2 * * *", SkippedTimePolicy.GapEnd, "2026-03-08T07:00:00Z Collapsed, 2026-03-09T06:00:00Z Regular")]
    [InlineData("0,30 2 * * *", SkippedTimePolicy.GapEndEach, "2026-03-08T07:00:00Z MovedToGapEnd, 2026-03-08T07:00:01Z MovedToGapEnd, 2026-03-09T06:00:00Z Regular")]
    [InlineData("0 2,3 * * *", SkippedTimePolicy.GapEndEach, "2026-03-08T07:00:00Z Regular, 2026-03-08T07:00:01Z MovedToGapEnd, 2026-03-09T06:00:00Z Regular")]
    [InlineData("0 2,3 * * *", SkippedTimePolicy.GapEnd, "2026-03-08T07:00:00Z Regular, 2026-03-09T06:00:00Z Regular")]
    [InlineData("*/30 2 * * *", SkippedTimePolicy.GapEndEach, "2026-03-09T06:00:00Z Regular")]
    [InlineData("15 2 * * *", SkippedTimePolicy.ShiftForward, "2026-03-08T07:15:00Z ShiftedFromGap")]
    [InlineData("15,45 2 * * *", SkippedTimePolicy.JustBefore, "2026-03-08T06:59:59Z Collapsed, 2026-03-09T06:15:00Z Regular")]
    public void What_the_clocks_skip_is_treated_as_the_policy_says(string cron, SkippedTimePolicy policy, string expected)
    {
        var found = CronExpression.Parse(cron, CronDialect.Vixie).In(NewYork, new(policy, RepeatedTimePolicy.First)).Range(new Interval(SpringDay, null));
        string.Join(", ", found.Take(expected.Split(',').Length).Select(o => $"{o.Instant} {o.Kind}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("0,1 0 2,3 * * *", "07:00:00 03:00:00, 07:00:01 03:00:01, 07:00:02 02:00:00, 07:00:03 02:00:01")]
    [InlineData("0,2,3 0 2,3 * * *", "07:00:00 03:00:00, 07:00:01 02:00:00, 07:00:02 03:00:02, 07:00:03 03:00:03, 07:00:04 02:00:02, 07:00:05 02:00:03")]
    [InlineData("1 0 2,3 * * *", "07:00:00 02:00:01, 07:00:01 03:00:01")]
    public void Skipped_times_one_by_one_never_take_the_second_of_another(string cron, string expected)
    {
        var schedule = CronExpression.Parse(cron, CronDialect.Cronos).In(NewYork, DstPolicy.Vixie);
        var day = new Interval(SpringDay, SpringDay + Duration.FromHours(20));

        var found = schedule.Range(day).ToList();
        string.Join(", ", found.Select(o => $"{o.Instant.InUtc().TimeOfDay:HH:mm:ss} {o.Scheduled.TimeOfDay:HH:mm:ss}")).ShouldBe(expected);
        var back = new List<Occurrence>();
        for (var previous = schedule.Previous(day.End); previous?.Instant >= day.Start; previous = schedule.Previous(previous.Value.Instant))
        {
            back.Insert(0, previous.Value);
        }

        back.ShouldBe(found);
        foreach (var occurrence in found)
        {
            var explanation = schedule.Explain(occurrence.Instant)!;
            explanation.Occurrence.ShouldBe(occurrence);
            explanation.StandsFor.ShouldBe([occurrence.Scheduled]);
            explanation.Skipped.ShouldBe(occurrence.Kind == OccurrenceKind.Regular ? null : SkippedTimePolicy.GapEndEach);
        }
    }

    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public void At_the_end_of_the_calendar_range_and_count_end_with_it(string zone)
    {
        var schedule = CronExpression.Parse("0 * * * *", CronDialect.Vixie).In(Zones.Get(zone));
        var end = new Interval(Instant.FromUtc(9999, 12, 31, 0, 0), null);
        var found = schedule.Range(end).ToList();

        schedule.Count(end).ShouldBe(found.Count);
        found[^1].ShouldBe(schedule.Previous(Instant.MaxValue)!.Value);
        schedule.Next(found[^1].Instant).ShouldBeNull();
    }

    [Theory]
    [InlineData(RepeatedTimePolicy.First, "2026-11-01T05:30:00Z FirstPass, 2026-11-02T06:30:00Z Regular")]
    [InlineData(RepeatedTimePolicy.Last, "2026-11-01T06:30:00Z SecondPass, 2026-11-02T06:30:00Z Regular")]
    [InlineData(RepeatedTimePolicy.Both, "2026-11-01T05:30:00Z FirstPass, 2026-11-01T06:30:00Z SecondPass")]
    [InlineData(RepeatedTimePolicy.BothIfInterval, "2026-11-01T05:30:00Z FirstPass, 2026-11-02T06:30:00Z Regular")]
    public void What_the_clocks_repeat_is_treated_as_the_policy_says(RepeatedTimePolicy policy, string expected)
    {
        var found = CronExpression.Parse("30 1 * * *", CronDialect.Vixie).In(NewYork, new(SkippedTimePolicy.Skip, policy)).Range(new Interval(AutumnDay, null));
        string.Join(", ", found.Take(2).Select(o => $"{o.Instant} {o.Kind}")).ShouldBe(expected);
    }

    [Fact]
    public void Whether_it_is_an_interval_may_be_said()
    {
        var fixedTime = CronExpression.Parse("30 1 * * *", CronDialect.Vixie);
        fixedTime.In(NewYork, DstPolicy.Vixie with { Interval = true }).Count(new Interval(AutumnDay, AutumnDay + Duration.FromHours(4))).ShouldBe(2);
        fixedTime.In(NewYork).Count(new Interval(AutumnDay, AutumnDay + Duration.FromHours(4))).ShouldBe(1);
    }

    [Fact]
    public void A_search_that_comes_across_a_skipped_time_throws_if_told_to()
    {
        var schedule = CronExpression.Parse("30 2 * * *", CronDialect.Vixie).In(NewYork, new(SkippedTimePolicy.Throw, RepeatedTimePolicy.First));

        Should.Throw<SkippedTimeException>(() => schedule.Next(SpringDay)).LocalDateTime.ShouldBe(new LocalDateTime(2026, 3, 8, 2, 30));
        Should.Throw<SkippedTimeException>(() => schedule.Next(SpringDay - Duration.FromHours(20)));
        Should.Throw<SkippedTimeException>(() => schedule.Previous(SpringDay + Duration.FromHours(3)));
        schedule.Next(SpringDay + Duration.FromHours(2))!.Value.Instant.ShouldBe(Instant.FromUtc(2026, 3, 9, 6, 30));
        schedule.Previous(SpringDay)!.Value.Instant.ShouldBe(Instant.FromUtc(2026, 3, 7, 7, 30));
    }

    [Fact]
    public void A_search_that_comes_across_a_repeated_time_throws_if_told_to()
    {
        var schedule = CronExpression.Parse("30 1 * * *", CronDialect.Vixie).In(NewYork, new(SkippedTimePolicy.Skip, RepeatedTimePolicy.Throw));

        Should.Throw<AmbiguousTimeException>(() => schedule.Next(AutumnDay)).EarlierMapping.ToInstant().ShouldBe(Instant.FromUtc(2026, 11, 1, 5, 30));
        Should.Throw<AmbiguousTimeException>(() => schedule.Previous(AutumnDay + Duration.FromHours(9)));
        schedule.Next(AutumnDay + Duration.FromHours(3))!.Value.Instant.ShouldBe(Instant.FromUtc(2026, 11, 2, 6, 30));
    }

    [Fact]
    public void A_policy_of_half_a_resolver_is_refused()
    {
        var cron = CronExpression.Parse("30 1 * * *", CronDialect.Vixie);
        Should.Throw<ArgumentException>(() => cron.In(NewYork, new(SkippedTimePolicy.Resolved, RepeatedTimePolicy.Resolved)));
        Should.Throw<ArgumentException>(() => cron.In(NewYork, new((SkippedTimePolicy)99, RepeatedTimePolicy.First)));
    }

    [Fact]
    public void A_pair_of_passes_has_identities_that_survive_a_change_of_rules()
    {
        var identities = CronExpression.Parse("30 1 * * *", CronDialect.Vixie).In(NewYork, DstPolicy.Spring).Range(new Interval(AutumnDay, null)).Take(2).Select(o => o.Identity.ToString());
        identities.ShouldBe(["2026-11-01T01:30:00#1", "2026-11-01T01:30:00#2"]);
    }

    [Fact]
    public void The_defaults_are_those_of_the_dialect()
    {
        foreach (var dialect in CronDialect.All)
        {
            CronExpression.Parse(dialect == CronDialect.Quartz || dialect == CronDialect.Spring ? "0 0 0 * * ?" : "0 0 * * *", dialect).In(NewYork).Policy.ShouldBe(dialect.Policy);
        }

        CronDialect.Posix.Policy.ShouldBe(DstPolicy.Vixie);
        CronDialect.Quartz.Policy.ShouldBe(DstPolicy.Quartz);
    }
}
