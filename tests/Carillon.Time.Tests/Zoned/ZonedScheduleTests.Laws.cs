using Carillon.TestSupport;
using Carillon.Time.Tests.Cron;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.TimeZones;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Zoned;

public sealed partial class ZonedScheduleTests
{
    [Fact]
    public void Each_skipped_time_has_the_next_second_that_is_nobodys() => Law.Holds(
        Prop.ForAll(Law.Any<FsCheck.NonEmptyArray<byte>>(), bytes =>
        {
            var seconds = bytes.Get.Select(value => value % 20).Distinct().Order().ToList();
            var schedule = CronExpression.Parse($"{string.Join(',', seconds)} 0,59 2,3 * * *", CronDialect.Cronos).In(NewYork, DstPolicy.Vixie);
            var end = Instant.FromUtc(2026, 3, 8, 7, 0);
            var expected = new SortedDictionary<Instant, LocalDateTime>();
            int[] ofHour = [.. seconds, .. seconds.Select(second => 3_540 + second)];
            foreach (var second in ofHour)
            {
                expected.Add(end + Duration.FromSeconds(second), new LocalDateTime(2026, 3, 8, 3, 0).PlusSeconds(second));
            }

            foreach (var second in ofHour)
            {
                var free = Enumerable.Range(0, 3_600).Select(n => end + Duration.FromSeconds(n)).First(instant => !expected.ContainsKey(instant));
                expected.Add(free, new LocalDateTime(2026, 3, 8, 2, 0).PlusSeconds(second));
            }

            var window = new Interval(end - Duration.FromHours(3), end + Duration.FromHours(3));
            var all = expected.Select(occurrence => (occurrence.Key, occurrence.Value)).ToList();
            return schedule.Range(window).Select(o => (o.Instant, o.Scheduled)).SequenceEqual(all) && Back(schedule, window).SequenceEqual(all);
        }));

    [Fact]
    public void Skipped_times_wait_for_as_many_that_follow_the_gap()
    {
        // Fixed times in each second of two hours: the first hour is skipped and has to wait until the second is over.
        var sixty = string.Join(',', Enumerable.Range(0, 60));
        var schedule = CronExpression.Parse($"{sixty} {sixty} 2,3 * * *", CronDialect.Cronos).In(NewYork, DstPolicy.Vixie);
        var end = Instant.FromUtc(2026, 3, 8, 7, 0);

        schedule.Next(end + Duration.FromMinutes(60) - Duration.Epsilon)!.Value.Scheduled.ShouldBe(new LocalDateTime(2026, 3, 8, 2, 0));
        schedule.Previous(end + Duration.FromHours(3))!.Value.ShouldBe(
            new(end + Duration.FromMinutes(120) - Duration.FromSeconds(1), new(2026, 3, 8, 2, 59, 59), Offset.FromHours(-4), OccurrenceKind.MovedToGapEnd));
        schedule.Next(end + Duration.FromMinutes(120) - Duration.FromSeconds(1))!.Value.Scheduled.ShouldBe(new LocalDateTime(2026, 3, 9, 2, 0));
    }

    private static readonly CronExpression[] Grid =
    [
        .. new[] { "* * * * *", "*/15 * * * *", "30 2 * * *", "0,30 1,2 * * *", "0 0 * * *", "30 23 * * *", "0 0 1 1 *", "17 3 29 2 1" }
            .Select(text => CronExpression.Parse(text, CronDialect.Cronos)),
    ];

    private static readonly int[] Distances = [-90_000, -3_601, -1_800, -1, 0, 1, 1_799, 3_600, 86_400];

    [Fact]
    public void Next_goes_forward_and_previous_back_at_every_transition_of_every_zone_with_every_policy()
    {
        // All of them at size 250; by default every n-th.
        var transitions = Transition.Of(Zones.All).ToList();
        transitions.Count.ShouldBeGreaterThan(30_000);
        var step = Math.Max(1, transitions.Count / TestSize.Scale(150));
        for (var i = 0; i < transitions.Count; i += step)
        {
            foreach (var cron in Grid)
            {
                foreach (var policy in Policies.Quiet)
                {
                    var schedule = cron.In(transitions[i].Zone, policy);
                    foreach (var distance in Distances)
                    {
                        var at = transitions[i].Instant + Duration.FromSeconds(distance);
                        Neighbours(schedule, at).ShouldBeTrue($"{cron} {policy} {transitions[i]} {distance} s");
                    }
                }
            }
        }
    }

    [Fact]
    public void Next_and_previous_are_inverse_around_any_instant() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, AnyPlace(), (cron, place) =>
            Policies.Quiet.All(policy => Neighbours(cron.Parse().In(place.Zone, policy), place.Instant))),
        cases: 1_000);

    [Fact]
    public void A_fraction_of_a_second_changes_nothing_and_nor_does_anything_between_two_occurrences() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, AnyPlace(), Law.Any<uint>(), (cron, place, ticks) =>
        {
            var schedule = cron.Parse().In(place.Zone);
            if (schedule.Next(place.Instant) is not { } next || schedule.Previous(next.Instant) is not { } previous)
            {
                return true;
            }

            var length = (next.Instant - previous.Instant).TotalSeconds;
            var between = previous.Instant + Duration.FromSeconds(Math.Floor(length * (ticks / (double)uint.MaxValue) * 0.999));
            var fraction = between + Duration.FromTicks(ticks % 10_000_000);
            return schedule.Next(between) == next && schedule.Next(fraction) == next && schedule.Previous(next.Instant - Duration.Epsilon) == previous
                && schedule.Previous(previous.Instant + Duration.Epsilon) == previous && schedule.Next(previous.Instant - Duration.Epsilon) == previous;
        }),
        cases: 2_000);

    [Fact]
    public void The_clocks_show_the_scheduled_time_or_the_occurrence_says_that_it_was_moved() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, AnyPlace(), (cron, place) => Policies.Quiet.All(policy =>
        {
            var naive = new NaiveCron(cron.Text, cron.Dialect);
            return cron.Parse().In(place.Zone, policy).Range(new Interval(place.Instant - Duration.FromHours(4), null)).Take(20).All(o =>
            {
                var mapping = place.Zone.MapLocal(o.Scheduled);
                return naive.Matches(o.Scheduled)
                    && o.Offset == place.Zone.GetUtcOffset(o.Instant)
                    && o.Pass == (o.Kind == OccurrenceKind.SecondPass ? 2 : 1)
                    && o.Kind switch
                    {
                        OccurrenceKind.Regular => mapping.Count == 1 && mapping.Single().ToInstant() == o.Instant,
                        OccurrenceKind.FirstPass => mapping.Count == 2 && mapping.First().ToInstant() == o.Instant,
                        OccurrenceKind.SecondPass => mapping.Count == 2 && mapping.Last().ToInstant() == o.Instant,
                        OccurrenceKind.MovedToGapEnd => mapping.Count == 0 && mapping.LateInterval.Start <= o.Instant,
                        OccurrenceKind.MovedBeforeGap => mapping.Count == 0 && mapping.EarlyInterval.End - Duration.FromSeconds(1) == o.Instant,
                        OccurrenceKind.ShiftedFromGap => mapping.Count == 0 && o.Scheduled.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant() == o.Instant,
                        _ => mapping.Count == 0,
                    };
            });
        })),
        cases: 300);

    [Fact]
    public void Every_minute_of_a_date_counts_the_minutes_that_it_lasts()
    {
        var everyMinute = CronExpression.Parse("* * * * *", CronDialect.Cronos);
        foreach (var transition in Transition.Of(Zones.Odd).Where((_, i) => i % 5 == 0))
        {
            var schedule = everyMinute.In(transition.Zone, new(SkippedTimePolicy.Skip, RepeatedTimePolicy.Both));
            foreach (var date in Enumerable.Range(-1, 3).Select(transition.Instant.InZone(transition.Zone).Date.PlusDays))
            {
                var day = LocalDays.Of(date, transition.Zone);
                day.Sum(schedule.Count).ShouldBe((long)day.TotalDuration.TotalMinutes, $"{date} {transition}");
            }
        }
    }

    [Fact]
    public void A_range_is_next_again_and_again_and_its_count_counts_it() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, AnyPlace(), Law.Any<bool>(), (cron, place, isOld) =>
        {
            // Before 1970 instants are negative, before the first railways offsets have seconds.
            var start = isOld ? place.Instant - Duration.FromDays(366 * 90) : place.Instant;
            var window = new Interval(start, start + Duration.FromDays(200));
            var schedule = cron.Parse().In(place.Zone);
            var expected = new List<Occurrence>();
            for (var at = schedule.Next(start - Duration.Epsilon); at is { } found && found.Instant < window.End && expected.Count < 100; at = schedule.Next(found.Instant))
            {
                expected.Add(found);
            }

            var first = expected.Count == 0 ? window : new Interval(start, expected[^1].Instant + Duration.Epsilon);
            return schedule.Range(window).Take(100).SequenceEqual(expected) && schedule.Count(first) == expected.Count;
        }),
        cases: 500);

    [Fact]
    public void No_occurrence_has_the_identity_of_another() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, AnyPlace(), (cron, place) => Policies.Quiet.All(policy =>
        {
            var identities = cron.Parse().In(place.Zone, policy).Range(new Interval(place.Instant - Duration.FromHours(3), null)).Take(150).Select(o => o.Identity).ToList();
            return identities.Distinct().Count() == identities.Count;
        })),
        cases: 100);

    [Fact]
    public void A_resolver_decides_as_the_policy_of_its_name() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, AnyPlace(), (cron, place) =>
        {
            var pairs = new (ZoneLocalMappingResolver Resolver, DstPolicy Policy)[]
            {
                (Resolvers.LenientResolver, DstPolicy.Rfc5545),
                (Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter), new(SkippedTimePolicy.GapEnd, RepeatedTimePolicy.Last)),
                (Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnEndOfIntervalBefore), new(SkippedTimePolicy.JustBefore, RepeatedTimePolicy.First)),
            };
            return pairs.All(pair =>
            {
                var (resolved, plain) = (cron.Parse().In(place.Zone, DstPolicy.FromResolver(pair.Resolver)), cron.Parse().In(place.Zone, pair.Policy));
                return resolved.Next(place.Instant)?.Instant == plain.Next(place.Instant)?.Instant
                    && resolved.Previous(place.Instant)?.Instant == plain.Previous(place.Instant)?.Instant
                    && Neighbours(resolved, place.Instant);
            });
        }),
        cases: 100);

    /// <summary>Whether the neighbours of an instant lie on their sides and each leads back to the other.</summary>
    private static bool Neighbours(ZonedSchedule schedule, Instant at)
    {
        var (next, previous) = (schedule.Next(at), schedule.Previous(at));
        return (next is null || (next.Value.Instant > at && Last(schedule.Previous(next.Value.Instant), at, previous)))
            && (previous is null || (previous.Value.Instant < at && First(schedule.Next(previous.Value.Instant), at, next)));

        static bool Last(Occurrence? found, Instant at, Occurrence? previous) => found == previous || found?.Instant == at;

        static bool First(Occurrence? found, Instant at, Occurrence? next) => found == next || found?.Instant == at;
    }

    /// <summary>An instant near a transition since 1970 of any zone, every other time of an odd one.</summary>
    private static FsCheck.Arbitrary<Transition> AnyPlace() => Arb.From(
        from id in Gen.OneOf(Gen.Elements(Zones.Odd), Gen.Elements(Zones.All))
        from transition in Gen.Elements(Transition.Of([id]).DefaultIfEmpty(new(Zones.Get(id), Instant.FromUtc(2000, 1, 1, 0, 0))))
        from distance in Gen.OneOf(Gen.Choose(-100, 100), Gen.Choose(-100_000, 100_000), Gen.Choose(-20_000_000, 20_000_000))
        select transition with { Instant = transition.Instant + Duration.FromSeconds(distance) });
}
