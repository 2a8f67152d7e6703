using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;
using Interval = NodaTime.Interval;

namespace Carillon.Time.Tests;

public sealed partial class BusinessHoursTests
{
    [Fact]
    public void Open_time_equals_a_walk_minute_by_minute_around_every_kind_of_transition() => Law.Holds(
        Prop.ForAll(AnyHours(), Law.Any<ushort>(), Law.Any<ushort>(), (place, before, after) =>
        {
            var start = place.Near - Duration.FromMinutes(before % 5000);
            var end = place.Near + Duration.FromMinutes(after % 5000);
            var open = Minutes(start, end).Count(minute => IsOpen(place.Hours, minute));
            return place.Hours.OpenDuration(new Interval(start, end)) == Duration.FromMinutes(open)
                && Minutes(start, end).All(minute => place.Hours.IsOpen(minute) == IsOpen(place.Hours, minute));
        }),
        cases: 60);

    [Fact]
    public void A_deadline_equals_a_walk_minute_by_minute() => Law.Holds(
        Prop.ForAll(AnyHours(), Law.Any<ushort>(), Law.Any<byte>(), (place, before, minutes) =>
        {
            var start = place.Near - Duration.FromMinutes(before % 3000);
            var walked = start;
            for (var left = (int)minutes; left > 0; walked += Duration.FromMinutes(1))
            {
                left -= IsOpen(place.Hours, walked) ? 1 : 0;
            }

            return place.Hours.Deadline(start, Duration.FromMinutes(minutes)) == walked;
        }),
        cases: 40);

    [Fact]
    public void Deadline_and_open_duration_are_inverse_additive_and_monotone() => Law.Holds(
        Prop.ForAll(AnyHours(), Law.Any<ulong>(), Law.Any<ulong>(), (place, first, second) =>
        {
            var hours = place.Hours;
            var start = place.Near - Duration.FromDays(2);
            var (a, b) = (Open(first), Open(second));
            var deadline = hours.Deadline(start, a);
            var later = hours.Deadline(start, a + b);
            var until = start + Open(second);
            var measured = hours.OpenDuration(new Interval(start, until));
            return hours.OpenDuration(new Interval(start, deadline)) == a
                && hours.Deadline(deadline, b) == later
                && later >= deadline
                && hours.Deadline(start + b, a) >= deadline
                && hours.Deadline(start, measured) <= until
                && measured <= until - start
                && hours.OpenDuration(new Interval(start, later)) == a + hours.OpenDuration(new Interval(deadline, later));
        }),
        cases: 1_000);

    [Fact]
    public void One_more_window_never_takes_time_away_and_one_more_holiday_never_adds_any_but_its_own() => Law.Holds(
        Prop.ForAll(AnyHours(), AnyHours(), Law.Any<byte>(), (place, other, day) =>
        {
            var hours = place.Hours;
            var interval = new Interval(place.Near - Duration.FromDays(9), place.Near + Duration.FromDays(9));
            var more = new BusinessHours(hours.Zone, [.. hours.Windows, .. other.Hours.Windows], hours.Holidays);
            var closed = new BusinessHours(hours.Zone, hours.Windows, [.. hours.Holidays, interval.Start.InUtc().Date.PlusDays(day % 18)]);
            return more.OpenDuration(interval) >= hours.OpenDuration(interval) && closed.OpenDuration(interval) <= hours.OpenDuration(interval);
        }),
        cases: 500);

    private static Duration Open(ulong value) => Duration.FromNanoseconds((long)(value % (40UL * NodaConstants.NanosecondsPerDay)));

    private static IEnumerable<Instant> Minutes(Instant start, Instant end)
    {
        for (var minute = start; minute < end; minute += Duration.FromMinutes(1))
        {
            yield return minute;
        }
    }

    /// <summary>The oracle: whether the reading lies in a window that opened on its date or on the day before.</summary>
    private static bool IsOpen(BusinessHours hours, Instant instant)
    {
        var reading = instant.InZone(hours.Zone).LocalDateTime;
        return new[] { reading.Date, reading.Date.PlusDays(-1) }.Where(date => !hours.Holidays.Contains(date)).Any(date => hours.Windows
            .Where(w => w.Day == date.DayOfWeek)
            .Any(w => reading >= date + w.Opens && reading < (w.Closes > w.Opens ? date : date.PlusDays(1)) + w.Closes));
    }

    /// <summary>Windows on whole minutes, holidays near a transition since 1970 of an odd zone, and that transition.</summary>
    private static Arbitrary<Place> AnyHours()
    {
        var time = Gen.OneOf(Gen.Choose(0, 47).Select(half => half * 30), Gen.Choose(0, 1439)).Select(minute => LocalTime.FromMinutesSinceMidnight(minute));
        var window =
            from day in Gen.Choose(1, 7)
            from opens in time
            from closes in time
            select new OpenWindow((IsoDayOfWeek)day, opens, closes);
        return Arb.From(
            from id in Gen.Elements(Zones.Odd)
            let zone = Zones.Get(id)
            from rules in Gen.Elements(zone.GetZoneIntervals(new Interval(Instant.FromUtc(1973, 1, 1, 0, 0), Instant.FromUtc(2038, 1, 1, 0, 0))).Skip(1))
            from windows in window.NonEmptyListOf()
            from holidays in Gen.Choose(-4, 4).ListOf()
            select new Place(
                new BusinessHours(zone, windows, holidays.Select(day => rules.Start.InUtc().Date.PlusDays(day))), rules.Start));
    }

    private sealed record Place(BusinessHours Hours, Instant Near);
}
