using Carillon.Time.Tests.Cron;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.CatchUp;

public sealed class MissedRunsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Schedule Hourly = CronExpression.Parse("0 * * * *", CronDialect.Vixie).In(DateTimeZone.Utc);
    private static readonly Duration Hour = Duration.FromHours(1);

    private static readonly Misfire[] Policies = [new Misfire.All(), new Misfire.Coalesce(), new Misfire.Last(), new Misfire.None(Duration.FromMinutes(90)), new Misfire.None(Duration.Zero)];

    [Fact]
    public void Nothing_was_missed_when_the_last_run_was_the_latest()
    {
        foreach (var policy in Policies)
        {
            MissedRuns.Resolve(Hourly, Noon, Noon + Duration.FromMinutes(59), policy, 10).ShouldBeEquivalentTo(new MissedRuns([], 0, null, null, false));
            MissedRuns.Resolve(Hourly, Noon, Noon - Hour, policy, 10).Count.ShouldBe(0);
        }
    }

    [Fact]
    public void What_is_due_now_counts_and_what_has_run_does_not()
    {
        var missed = MissedRuns.Resolve(Hourly, Noon, Noon + 2 * Hour, new Misfire.All(), 10);
        missed.Runs.Select(run => run.Instant).ShouldBe([Noon + Hour, Noon + 2 * Hour]);
        missed.Truncated.ShouldBeFalse();
    }

    [Fact]
    public void Exactly_the_cap_is_not_too_many_and_one_more_is()
    {
        MissedRuns.Resolve(Hourly, Noon, Noon + 3 * Hour, new Misfire.All(), 3).Truncated.ShouldBeFalse();
        var more = MissedRuns.Resolve(Hourly, Noon, Noon + 4 * Hour, new Misfire.All(), 3);
        more.Truncated.ShouldBeTrue();
        more.Count.ShouldBe(3);
        more.Runs.Count.ShouldBe(3);
        more.Latest!.Value.Instant.ShouldBe(Noon + 4 * Hour, "the latest is known beyond the cap");
    }

    [Fact]
    public void Resuming_after_the_last_run_of_each_part_runs_everything_once()
    {
        var after = Noon;
        var ran = new List<Instant>();
        for (var more = true; more;)
        {
            var missed = MissedRuns.Resolve(Hourly, after, Noon + 10 * Hour, new Misfire.All(), 4);
            ran.AddRange(missed.Runs.Select(run => run.Instant));
            (after, more) = (ran[^1], missed.Truncated);
        }

        ran.ShouldBe(Enumerable.Range(1, 10).Select(hour => Noon + hour * Hour));
    }

    [Fact]
    public void Years_of_a_minutely_schedule_take_no_more_steps_than_the_cap()
    {
        var schedule = new CountingSchedule(CronExpression.Parse("* * * * *", CronDialect.Vixie).In(DateTimeZone.Utc));
        foreach (var policy in Policies)
        {
            var missed = MissedRuns.Resolve(schedule, Noon, Noon + Duration.FromDays(40_000), policy, 100);
            (missed.Count, missed.Truncated).ShouldBe((100, true));
            missed.Latest!.Value.Instant.ShouldBe(Noon + Duration.FromDays(40_000));
        }

        schedule.Steps.ShouldBeLessThanOrEqualTo(Policies.Length * 250);
    }

    [Fact]
    public void The_runs_are_what_the_policy_says() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, Law.Any<uint>(), Law.Any<byte>(), (cron, seconds, cap) =>
        {
            var schedule = cron.Parse().In(Zones.Get("Europe/Dublin"));
            var now = Noon + Duration.FromSeconds(seconds % 10_000_000);
            var all = schedule.Range(new Interval(Noon + Duration.Epsilon, now + Duration.Epsilon)).Take(cap + 2).ToList();
            var latest = schedule.Previous(now + Duration.Epsilon) is { } last && last.Instant > Noon ? last : (Occurrence?)null;
            return Policies.All(policy =>
            {
                var missed = MissedRuns.Resolve(schedule, Noon, now, policy, cap + 1);
                IEnumerable<Occurrence> expected = policy switch
                {
                    Misfire.Coalesce => all.Take(1),
                    Misfire.Last => latest is { } one ? [one] : [],
                    Misfire.None(var grace) => schedule.Range(new Interval(Instant.Max(now - grace, Noon + Duration.Epsilon), now + Duration.Epsilon)).Take(cap + 1),
                    _ => all.Take(cap + 1),
                };
                return missed.Runs.SequenceEqual(expected) && missed.Count == Math.Min(all.Count, cap + 1) && missed.Truncated == (all.Count > cap + 1)
                    && missed.First == (all.Count > 0 ? all[0] : null) && missed.Latest == latest;
            });
        }),
        cases: 300);

    [Fact]
    public void A_cap_must_be_positive_and_a_grace_not_negative()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MissedRuns.Resolve(Hourly, Noon, Noon, new Misfire.All(), 0));
        Should.Throw<ArgumentOutOfRangeException>(() => MissedRuns.Resolve(Hourly, Noon, Noon, new Misfire.None(-Hour), 1));
        MissedRuns.Resolve(Hourly, Noon, Noon + Hour, new Misfire.None(Duration.MaxValue), 5).Runs.Count.ShouldBe(1);
    }

    private sealed class CountingSchedule(Schedule inner) : Schedule
    {
        public int Steps { get; private set; }

        public override Occurrence? Next(Instant after)
        {
            Steps++;
            return inner.Next(after);
        }

        public override Occurrence? Previous(Instant before)
        {
            Steps++;
            return inner.Previous(before);
        }
    }
}
