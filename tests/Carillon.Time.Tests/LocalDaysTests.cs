using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class LocalDaysTests
{
    [Fact]
    public void A_date_that_the_zone_skipped_has_no_segment_and_no_instant()
    {
        var apia = Zones.Get("Pacific/Apia");
        var dates = LocalDays.Split(Interval("2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z"), apia).Select(segment => segment.Date);

        dates.ShouldBe([new(2011, 12, 28), new(2011, 12, 29), new(2011, 12, 31), new(2012, 1, 1)]);
        LocalDays.Of(new LocalDate(2011, 12, 30), apia).ShouldBe(IntervalSet.Empty);
    }

    [Fact]
    public void A_date_that_comes_twice_has_two_segments_and_two_intervals()
    {
        var johns = Zones.Get("America/St_Johns");
        var segments = LocalDays.Split(Interval("2010-11-06T02:30:00Z", "2010-11-08T03:30:00Z"), johns).ToList();

        segments.Select(segment => segment.Date.Day).ShouldBe([6, 7, 6, 7]);
        segments[1].Duration.ShouldBe(Duration.FromMinutes(1));
        segments[2].Duration.ShouldBe(Duration.FromMinutes(59));
        LocalDays.Of(new LocalDate(2010, 11, 6), johns)
            .ShouldBe([Interval("2010-11-06T02:30:00Z", "2010-11-07T02:30:00Z"), Interval("2010-11-07T02:31:00Z", "2010-11-07T03:30:00Z")]);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Europe/Berlin", "2026-06-01", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Antarctica/Troll", "2026-03-29", 22)]
    [InlineData("America/Havana", "2026-03-08", 23)]
    [InlineData("Pacific/Kwajalein", "1993-08-21", 0)]
    public void A_date_lasts_as_long_as_the_clocks_show_it(string zone, string date, double hours) =>
        LocalDays.Of(LocalDatePattern.Iso.Parse(date).Value, Zones.Get(zone)).TotalDuration.ShouldBe(Duration.FromHours(hours));

    [Fact]
    public void A_segment_goes_on_over_a_transition_that_leaves_the_date_alone()
    {
        var interval = Interval("2026-03-29T00:40:00Z", "2026-03-29T01:20:00Z");

        LocalDays.Split(interval, Zones.Get("Europe/Berlin")).ShouldBe([new(new LocalDate(2026, 3, 29), interval)]);
    }

    [Fact]
    public void An_empty_interval_has_no_segment()
    {
        LocalDays.Split(Interval("2026-03-29T00:40:00Z", "2026-03-29T00:40:00Z"), DateTimeZone.Utc).ShouldBeEmpty();
    }

    [Fact]
    public void Unbounded_intervals_and_the_ends_of_the_calendar_are_refused_at_once()
    {
        Should.Throw<ArgumentException>(() => LocalDays.Split(new Interval(null, default(Instant)), DateTimeZone.Utc));
        Should.Throw<ArgumentException>(() => LocalDays.Split(new Interval(default(Instant), null), DateTimeZone.Utc));
        Should.Throw<ArgumentOutOfRangeException>(() => LocalDays.Split(new Interval(Instant.MinValue, default(Instant)), DateTimeZone.Utc));
        Should.Throw<ArgumentOutOfRangeException>(() => LocalDays.Split(new Interval(default(Instant), Instant.MaxValue), DateTimeZone.Utc));
        Should.Throw<ArgumentOutOfRangeException>(() => LocalDays.Of(LocalDate.MaxIsoValue, DateTimeZone.Utc));
        LocalDays.Of(LocalDate.MaxIsoValue.PlusDays(-2), DateTimeZone.Utc).Count.ShouldBe(1);
        LocalDays.Of(LocalDate.MinIsoValue.PlusDays(2), DateTimeZone.ForOffset(Offset.FromHours(18))).Count.ShouldBe(1);
    }

    [Fact]
    public void A_date_of_another_calendar_is_the_same_day()
    {
        var date = new LocalDate(2026, 3, 29);

        LocalDays.Of(date.WithCalendar(CalendarSystem.HebrewCivil), DateTimeZone.Utc).ShouldBe(LocalDays.Of(date, DateTimeZone.Utc));
    }

    private static Interval Interval(string start, string end) =>
        new(InstantPattern.General.Parse(start).Value, InstantPattern.General.Parse(end).Value);
}
