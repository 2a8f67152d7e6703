using Carillon.Time.Tests.Cron;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.TimeZones;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.FutureEvents;

public sealed class RunChangesTests
{
    private const string Berlin = "Europe/Berlin";
    private static readonly DateTimeZoneCache Today = new(TzdbDateTimeZoneSource.Default);
    private static readonly ChangedZones Winter = new(Berlin, Instant.FromUtc(2030, 1, 1, 0, 0), Offset.FromHours(1));
    private static readonly Interval Horizon = new(Instant.FromUtc(2029, 6, 1, 0, 0), Instant.FromUtc(2031, 1, 1, 0, 0));

    [Fact]
    public void Runs_of_the_summer_move_by_an_hour()
    {
        var changes = RunChanges.Diff(CronExpression.Parse("0 9 * * *", CronDialect.Vixie), Berlin, DstPolicy.Vixie, Today, Winter, Horizon);

        changes.Count.ShouldBe(210, "31 March to 26 October 2030");
        changes.ShouldAllBe(change => change.After!.Value.Instant - change.Before!.Value.Instant == Duration.FromHours(1));
        changes.ShouldAllBe(change => change.Identity == change.Before!.Value.Identity && change.Identity == change.After!.Value.Identity);
    }

    [Fact]
    public void Runs_that_only_one_of_the_rules_has_are_told()
    {
        var cron = CronExpression.Parse("30 2 * * SUN", CronDialect.Vixie);
        var changes = RunChanges.Diff(cron, Berlin, DstPolicy.Spring, Today, Winter, Horizon);

        changes.Single(change => change.Before is null).Identity.ToString().ShouldBe("2030-03-31T02:30:00#1");
        changes.Single(change => change.After is null).Identity.ToString().ShouldBe("2030-10-27T02:30:00#2");
    }

    [Fact]
    public void Equal_rules_and_a_horizon_without_a_difference_change_nothing()
    {
        var cron = CronExpression.Parse("* * * * *", CronDialect.Vixie);
        RunChanges.Diff(cron, Berlin, DstPolicy.Vixie, Today, Today, new(Horizon.Start, Instant.FromUtc(2500, 1, 1, 0, 0))).ShouldBeEmpty();
        RunChanges.Diff(cron, Berlin, DstPolicy.Vixie, Today, Winter, new(Horizon.Start, Instant.FromUtc(2030, 3, 1, 0, 0))).ShouldBeEmpty();
        Should.Throw<DateTimeZoneNotFoundException>(() => RunChanges.Diff(cron, "Nowhere/Gone", DstPolicy.Vixie, Today, Winter, Horizon));
        Should.Throw<ArgumentException>(() => RunChanges.Diff(cron, Berlin, DstPolicy.Vixie, Today, Winter, new(null, Horizon.End)));
    }

    [Fact]
    public void The_changes_are_those_that_comparing_every_run_finds() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, Law.Any<ushort>(), (cron, hours) =>
        {
            var expression = cron.Parse();
            var start = Instant.FromUtc(2029, 12, 20, 0, 0) + Duration.FromHours(hours % 9_000);
            var horizon = new Interval(start, start + Duration.FromHours(30));
            var wide = new Interval(horizon.Start - Duration.FromDays(4), horizon.End + Duration.FromDays(4));
            const int many = 2_000;
            return expression.In(Today[Berlin]).Range(wide).Take(many).Count() == many || Zoned.Policies.Quiet.All(policy =>
            {
                var old = expression.In(Today[Berlin], policy).Range(wide).ToDictionary(run => run.Identity);
                var now = expression.In(Winter[Berlin], policy).Range(wide).ToDictionary(run => run.Identity);
                var expected = old.Keys.Union(now.Keys)
                    .Select(id => new RunChange(id, old.TryGetValue(id, out var o) ? o : null, now.TryGetValue(id, out var n) ? n : null))
                    .Where(change => change.Before?.Instant != change.After?.Instant)
                    .Where(change => (change.Before is { } o && horizon.Contains(o.Instant)) || (change.After is { } n && horizon.Contains(n.Instant)))
                    .OrderBy(change => change.Identity.Scheduled).ThenBy(change => change.Identity.Pass);
                return RunChanges.Diff(expression, Berlin, policy, Today, Winter, horizon).SequenceEqual(expected);
            });
        }),
        cases: 60);
}
