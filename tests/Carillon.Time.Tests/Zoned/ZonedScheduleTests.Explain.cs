using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Zoned;

public sealed partial class ZonedScheduleTests
{
    [Theory]
    [InlineData("30 9 * * *", 2026, 3, 9, 13, 30, "The clocks show 2026-03-09T09:30:00 once, at offset -04.")]
    [InlineData("15,30 2 * * *", 2026, 3, 8, 7, 0, "The clocks never show 2026-03-08T02:15:00: at 2026-03-08T07:00:00Z the clocks go from 2026-03-08T02:00:00 (-05) to 2026-03-08T03:00:00 (-04). By the policy GapEnd it happens at 2026-03-08T03:00:00; it stands for 2 scheduled times.")]
    [InlineData("0,30 2,3 * * *", 2026, 3, 8, 7, 0, "The clocks show 2026-03-08T03:00:00 once, at offset -04; at 2026-03-08T07:00:00Z the clocks go from 2026-03-08T02:00:00 (-05) to 2026-03-08T03:00:00 (-04), and by the policy GapEnd skipped times fall together with it; it stands for 3 scheduled times.")]
    [InlineData("30 1 * * *", 2026, 11, 1, 5, 30, "The clocks show 2026-11-01T01:30:00 twice: at 2026-11-01T06:00:00Z the clocks go from 2026-11-01T02:00:00 (-04) to 2026-11-01T01:00:00 (-05). By the policy BothIfInterval this is the first showing.")]
    public void An_explanation_names_the_clocks_and_the_policy(string cron, int year, int month, int day, int hour, int minute, string expected) =>
        CronExpression.Parse(cron, CronDialect.Cronos).In(NewYork).Explain(Instant.FromUtc(year, month, day, hour, minute))!.ToString().ShouldBe(expected);

    [Fact]
    public void An_explanation_has_the_rules_on_both_sides()
    {
        var explanation = CronExpression.Parse("15 2 * * *", CronDialect.Vixie).In(NewYork, DstPolicy.Rfc5545).Explain(Instant.FromUtc(2026, 3, 8, 7, 15))!;

        explanation.Skipped.ShouldBe(SkippedTimePolicy.ShiftForward);
        explanation.Repeated.ShouldBeNull();
        explanation.Before.WallOffset.ShouldBe(Offset.FromHours(-5));
        explanation.After.WallOffset.ShouldBe(Offset.FromHours(-4));
        explanation.Transition.ShouldBe(Instant.FromUtc(2026, 3, 8, 7, 0));
        explanation.StandsFor.ShouldBe([new LocalDateTime(2026, 3, 8, 2, 15)]);
    }

    [Fact]
    public void Times_that_a_gap_puts_before_it_are_told_together()
    {
        var explanation = CronExpression.Parse("15,30 2 * * *", CronDialect.Vixie).In(NewYork, new(SkippedTimePolicy.JustBefore, RepeatedTimePolicy.First))
            .Explain(Instant.FromUtc(2026, 3, 8, 6, 59, 59))!;

        explanation.StandsFor.ShouldBe([new LocalDateTime(2026, 3, 8, 2, 15), new LocalDateTime(2026, 3, 8, 2, 30)]);
        explanation.Skipped.ShouldBe(SkippedTimePolicy.JustBefore);
    }

    [Fact]
    public void There_is_no_explanation_where_there_is_no_occurrence()
    {
        var schedule = CronExpression.Parse("30 2 * * *", CronDialect.Vixie).In(NewYork);
        schedule.Explain(Instant.FromUtc(2026, 3, 9, 6, 31)).ShouldBeNull();
        schedule.Explain(Instant.FromUtc(2026, 3, 9, 6, 30) + Duration.Epsilon).ShouldBeNull();
        schedule.Explain(Instant.MinValue).ShouldBeNull();
    }
}
