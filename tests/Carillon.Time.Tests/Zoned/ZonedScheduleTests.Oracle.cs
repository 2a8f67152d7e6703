using Carillon.TestSupport;
using Carillon.Time.Tests.Cron;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Zoned;

public sealed partial class ZonedScheduleTests
{
    private static readonly string[] Expressions =
    [
        "30 2 * * *", "0 0 * * *", "*/30 * * * *", "0,30 1,2 * * *", "30 1 * * *", "15 0-3 * * *", "30 23 * * *", "0 */2 * * *",
        "7 2,3 * * *", "0 1 * * 0", "* * * * *", "59 23,0 1 * 0", "30 3 30 12 *",
    ];

    [Fact]
    public void Every_policy_equals_a_walk_minute_by_minute()
    {
        // Every n-th transition of the odd zones and, at the large size, all of them; Liberia's first second is no whole minute.
        var transitions = Transition.Of(Zones.Odd.Append("America/New_York").Append("Asia/Pyongyang").Append("America/Caracas")).ToList();
        var step = Math.Max(1, transitions.Count / TestSize.Scale(25));
        var looked = 0;
        for (var i = 0; i < transitions.Count; i += step)
        {
            Check(transitions[i]);
            looked++;
        }

        looked.ShouldBeGreaterThanOrEqualTo(Math.Min(25, transitions.Count));
    }

    [Theory]
    [InlineData("Pacific/Apia", 2011, 12, 30)]
    [InlineData("Pacific/Kwajalein", 1993, 8, 21)]
    [InlineData("America/St_Johns", 2010, 11, 7)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 3)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 4)]
    [InlineData("Europe/Dublin", 2026, 3, 29)]
    [InlineData("Europe/Dublin", 2026, 10, 25)]
    [InlineData("Antarctica/Troll", 2026, 3, 29)]
    [InlineData("Africa/Casablanca", 2026, 3, 22)]
    [InlineData("Asia/Pyongyang", 2018, 5, 4)]
    public void The_famous_transitions_are_as_a_walk_minute_by_minute_finds_them(string zone, int year, int month, int day)
    {
        var date = Instant.FromUtc(year, month, day, 0, 0);
        Check(Transition.Of([zone]).MinBy(transition => Math.Abs((transition.Instant - date).TotalHours))!);
    }

    private static void Check(Transition transition)
    {
        var walk = new MinuteWalk(transition.Zone, transition.Instant - Duration.FromHours(60), transition.Instant + Duration.FromHours(60));
        if (!walk.IsWhole)
        {
            return;
        }

        var window = transition.Around(Duration.FromHours(28));
        foreach (var text in Expressions)
        {
            var cron = CronExpression.Parse(text, CronDialect.Cronos);
            var seen = walk.See(new NaiveCron(text, CronDialect.Cronos));
            foreach (var policy in Policies.Quiet)
            {
                var schedule = cron.In(transition.Zone, policy);
                var because = $"{text} {policy} {transition}";
                var expected = seen.Occurrences(policy, cron.IsInterval, window);

                schedule.Range(window).Select(o => (o.Instant, o.Scheduled)).ToList().ShouldBe(expected, because);
                Back(schedule, window).ShouldBe(expected, because);
                schedule.Count(window).ShouldBe(expected.Count, because);
            }
        }
    }

    private static List<(Instant Instant, LocalDateTime Scheduled)> Back(Schedule schedule, Interval window)
    {
        var found = new List<(Instant Instant, LocalDateTime Scheduled)>();
        for (var previous = schedule.Previous(window.End); previous?.Instant >= window.Start; previous = schedule.Previous(previous.Value.Instant))
        {
            found.Add((previous.Value.Instant, previous.Value.Scheduled));
        }

        found.Reverse();
        return found;
    }
}
