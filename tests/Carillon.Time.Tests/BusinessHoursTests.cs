using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;
using static NodaTime.IsoDayOfWeek;

namespace Carillon.Time.Tests;

public sealed partial class BusinessHoursTests
{
    private static readonly IsoDayOfWeek[] Workdays = [Monday, Tuesday, Wednesday, Thursday, Friday];
    private static readonly DateTimeZone Berlin = Zones.Get("Europe/Berlin");

    [Fact]
    public void A_holiday_before_the_first_week_of_the_calendar_is_refused() =>
        Should.Throw<ArgumentException>(() => new BusinessHours(DateTimeZone.Utc, [new(IsoDayOfWeek.Monday, new(9, 0), new(17, 0))], [LocalDate.MinIsoValue])).ParamName.ShouldBe("holidays");

    [Fact]
    public void A_night_shift_goes_on_into_a_holiday_but_does_not_begin_on_it()
    {
        var nights = new BusinessHours(Berlin, OpenWindow.On(new(22, 0), new(6, 0), Workdays), [new LocalDate(2026, 12, 25)]);

        nights.OpenDuration(Between("2026-12-24T12:00", "2026-12-27T12:00")).ShouldBe(Duration.FromHours(8));
        nights.IsOpen(At("2026-12-25T05:59")).ShouldBeTrue();
        nights.IsOpen(At("2026-12-25T06:00")).ShouldBeFalse();
        nights.IsOpen(At("2026-12-25T22:00")).ShouldBeFalse();
    }

    [Fact]
    public void A_deadline_jumps_the_night_the_weekend_and_the_holiday()
    {
        var office = new BusinessHours(Berlin, OpenWindow.On(new(9, 0), new(17, 0), Workdays), [new LocalDate(2026, 5, 25)]);

        office.Deadline(At("2026-05-22T16:00"), Duration.FromHours(2)).ShouldBe(At("2026-05-26T10:00"));
        office.Deadline(At("2026-05-22T16:00"), Duration.FromHours(1)).ShouldBe(At("2026-05-22T17:00"), "the earliest instant, not the next opening");
        office.Deadline(At("2026-05-23T11:11"), Duration.Zero).ShouldBe(At("2026-05-23T11:11"));
    }

    [Theory]
    [InlineData("2026-03-29", 7)]
    [InlineData("2026-10-25", 9)]
    [InlineData("2026-06-07", 8)]
    public void A_window_over_a_clock_change_lasts_as_long_as_the_clocks_show_it(string date, int hours)
    {
        var sundays = new BusinessHours(Berlin, [new OpenWindow(Sunday, LocalTime.Midnight, new(8, 0))]);

        sundays.OpenDuration(Between($"{date}T00:00", $"{date}T12:00")).ShouldBe(Duration.FromHours(hours));
    }

    [Fact]
    public void Midnight_to_midnight_is_the_whole_day_and_overlapping_windows_count_once()
    {
        var always = new BusinessHours(
            DateTimeZone.Utc, [.. OpenWindow.On(default, default, [.. Workdays, Saturday, Sunday]), new OpenWindow(Tuesday, new(8, 0), new(3, 0))]);
        var year = new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));

        always.OpenDuration(year).ShouldBe(Duration.FromDays(365));
    }

    [Fact]
    public void A_calendar_that_never_opens_is_refused()
    {
        Should.Throw<ArgumentException>(() => new BusinessHours(Berlin, [])).Message.ShouldContain("never open");
        Should.Throw<ArgumentException>(() => new BusinessHours(Berlin, [new OpenWindow(None, new(8, 0), new(9, 0))])).Message.ShouldContain("Monday to Sunday");
    }

    [Fact]
    public void A_deadline_beyond_the_calendar_is_an_error_and_ends_soon()
    {
        var rare = new BusinessHours(Zones.Get("America/New_York"), [new OpenWindow(Monday, new(8, 0), new(8, 1))]);

        Should.Throw<ArgumentOutOfRangeException>(() => rare.Deadline(default, Duration.FromDays(300))).ParamName.ShouldBe("open");
        Should.Throw<ArgumentOutOfRangeException>(() => rare.Deadline(default, -Duration.Epsilon)).ParamName.ShouldBe("open");
        Should.Throw<ArgumentOutOfRangeException>(() => rare.IsOpen(Instant.MinValue)).ParamName.ShouldBe("instant");
        Should.Throw<ArgumentOutOfRangeException>(() => rare.OpenDuration(new Interval(default(Instant), Instant.MaxValue))).ParamName.ShouldBe("interval");
        Should.Throw<ArgumentException>(() => rare.OpenDuration(new Interval(default(Instant), null))).ParamName.ShouldBe("interval");
    }

    [Fact]
    public void The_whole_calendar_can_be_measured()
    {
        var mondays = new BusinessHours(DateTimeZone.ForOffset(Offset.FromHours(-18)), [new OpenWindow(Monday, default, default)]);
        var all = new Interval(Instant.MinValue + Duration.FromDays(9), Instant.MaxValue - Duration.FromDays(9));

        var open = mondays.OpenDuration(all);
        mondays.Deadline(all.Start, open).ShouldBeLessThanOrEqualTo(all.End);
        (open.TotalDays * 7).ShouldBe(all.Duration.TotalDays, 7);
    }

    private static Interval Between(string start, string end) => new(At(start), At(end));

    private static Instant At(string local) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneStrictly(Berlin).ToInstant();
}
