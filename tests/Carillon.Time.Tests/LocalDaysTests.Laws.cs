using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class LocalDaysTests
{
    private static readonly Interval Modern = new(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2038, 1, 1, 0, 0));

    [Fact]
    public void Around_every_transition_of_the_odd_zones_the_split_equals_a_walk_minute_by_minute()
    {
        var transitions = 0;
        foreach (var zone in Zones.Odd.Select(Zones.Get))
        {
            foreach (var transition in Transitions(zone, Modern))
            {
                // Liberia apart, transitions since 1970 fall on whole minutes; the walk needs that.
                var interval = new Interval(transition - Duration.FromMinutes(1_500), transition + Duration.FromMinutes(1_500));
                LocalDays.Split(interval, zone).ShouldBe(Walk(interval, zone, Duration.FromMinutes(1)), $"{zone} {transition}");
                transitions++;
            }
        }

        transitions.ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Around_any_transition_of_any_zone_the_split_equals_a_walk_second_by_second() => Law.Holds(
        Prop.ForAll(AnyTransition(), Law.Any<ushort>(), Law.Any<ushort>(), (place, before, after) =>
        {
            var interval = new Interval(place.Transition - Duration.FromSeconds(before * 2), place.Transition + Duration.FromSeconds(after * 2));
            return LocalDays.Split(interval, place.Zone).SequenceEqual(Walk(interval, place.Zone, Duration.FromSeconds(1)));
        }),
        cases: 150);

    [Fact]
    public void Segments_cover_the_interval_and_sum_up_to_no_more_than_each_date_lasts() => Law.Holds(
        Prop.ForAll(AnyTransition(), Law.Any<uint>(), Law.Any<uint>(), (place, before, after) =>
        {
            var interval = new Interval(place.Transition - Duration.FromSeconds(before % 4_000_000), place.Transition + Duration.FromSeconds(after % 4_000_000));
            var segments = LocalDays.Split(interval, place.Zone).ToList();
            return segments.Aggregate(interval.Start, (end, next) => next.Interval.Start == end && next.Duration > Duration.Zero ? next.Interval.End : default) == interval.End
                && segments.Zip(segments.Skip(1)).All(pair => pair.First.Date != pair.Second.Date)
                && segments.GroupBy(segment => segment.Date).All(date =>
                    IntervalSet.Of(date.Select(segment => segment.Interval)).Equals(LocalDays.Of(date.Key, place.Zone).Clip(interval))
                    && date.Aggregate(Duration.Zero, (sum, segment) => sum + segment.Duration) <= LocalDays.Of(date.Key, place.Zone).TotalDuration);
        }),
        cases: 500);

    [Fact]
    public void Splitting_at_any_instant_in_between_changes_no_sum() => Law.Holds(
        Prop.ForAll(AnyTransition(), Law.Any<ushort>(), Law.Any<ushort>(), (place, before, after) =>
        {
            var (start, end) = (place.Transition - Duration.FromSeconds(before * 5L), place.Transition + Duration.FromSeconds(after * 5L));
            var middle = start + Duration.FromSeconds((before ^ after) % Math.Max(1L, (long)(end - start).TotalSeconds));
            var parts = LocalDays.Split(new Interval(start, middle), place.Zone).Concat(LocalDays.Split(new Interval(middle, end), place.Zone));
            return Sums(parts).SequenceEqual(Sums(LocalDays.Split(new Interval(start, end), place.Zone)));
        }),
        cases: 500);

    private static IEnumerable<(LocalDate, Duration)> Sums(IEnumerable<DaySegment> segments) => segments
        .GroupBy(segment => segment.Date, (date, parts) => (date, parts.Aggregate(Duration.Zero, (sum, part) => sum + part.Duration)))
        .OrderBy(pair => pair.date);

    /// <summary>The oracle: asks the zone at every step what date it is.</summary>
    private static List<DaySegment> Walk(Interval interval, DateTimeZone zone, Duration step)
    {
        var segments = new List<DaySegment>();
        for (var now = interval.Start; now < interval.End; now += step)
        {
            var date = now.InZone(zone).Date;
            if (segments.Count == 0 || segments[^1].Date != date)
            {
                segments.Add(new DaySegment(date, new Interval(now, now + step)));
            }
            else
            {
                segments[^1] = new DaySegment(date, new Interval(segments[^1].Interval.Start, now + step));
            }
        }

        return segments;
    }

    private static IEnumerable<Instant> Transitions(DateTimeZone zone, Interval within) =>
        zone.GetZoneIntervals(within).Skip(1).Select(rules => rules.Start);

    /// <summary>A transition since 1850 of any zone, every other time of an odd one; zones without transitions give 2000-01-01.</summary>
    private static FsCheck.Arbitrary<Place> AnyTransition()
    {
        var since1850 = new Interval(Instant.FromUtc(1850, 1, 1, 0, 0), Modern.End);
        return Arb.From(
            from id in Gen.OneOf(Gen.Elements(Zones.Odd), Gen.Elements(Zones.All))
            let zone = Zones.Get(id)
            from transition in Gen.Elements(Transitions(zone, since1850).DefaultIfEmpty(Instant.FromUtc(2000, 1, 1, 0, 0)))
            select new Place(zone, transition));
    }

    private sealed record Place(DateTimeZone Zone, Instant Transition);
}
