using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed class SessionWindowTests
{
    private static readonly DateTimeZone Berlin = Zones.Get("Europe/Berlin");
    private static readonly SessionMargins Margins = new(Duration.FromMinutes(15), Duration.FromMinutes(10), Duration.FromMinutes(5));

    [Fact]
    public void Each_phase_holds_its_first_instant_and_not_its_last()
    {
        var start = At(2026, 6, 1, 19, 0);
        var window = Margins.Around(start, Duration.FromMinutes(90));

        PhaseAt(-16).ShouldBe(SessionPhase.Upcoming);
        PhaseAt(-15).ShouldBe(SessionPhase.Opening);
        PhaseAt(0).ShouldBe(SessionPhase.Late);
        PhaseAt(10).ShouldBe(SessionPhase.Running);
        PhaseAt(90).ShouldBe(SessionPhase.Closing);
        PhaseAt(95).ShouldBe(SessionPhase.Closed);
        window.Session.Duration.ShouldBe(Duration.FromMinutes(90));
        window.Whole.Duration.ShouldBe(Duration.FromMinutes(110));

        SessionPhase PhaseAt(int minutes) => window.Phase(start.Instant + Duration.FromMinutes(minutes));
    }

    [Fact]
    public void Latecomers_are_never_let_in_after_the_end()
    {
        var window = Margins.Around(At(2026, 6, 1, 19, 0), Duration.FromMinutes(6));

        window.LateUntil.ShouldBe(window.Ends);
        window.Phase(window.Ends).ShouldBe(SessionPhase.Closing);
    }

    [Theory]
    [InlineData(3, 29, 60)]
    [InlineData(10, 25, 180)]
    [InlineData(6, 7, 120)]
    public void A_length_is_kept_over_a_clock_change_and_a_local_end_is_met(int month, int day, int minutesToLocalEnd)
    {
        var start = At(2026, month, day, 1, 30);

        Margins.Around(start, Duration.FromHours(2)).Session.Duration.ShouldBe(Duration.FromHours(2));
        Margins.Around(start, new LocalTime(3, 30), Berlin).Session.Duration.ShouldBe(Duration.FromMinutes(minutesToLocalEnd));
    }

    [Fact]
    public void A_local_end_not_after_the_scheduled_start_is_on_the_next_date()
    {
        Margins.Around(At(2026, 6, 1, 22, 0), new LocalTime(1, 0), Berlin).Session.Duration.ShouldBe(Duration.FromHours(3));
        Margins.Around(At(2026, 6, 1, 22, 0), new LocalTime(22, 0), Berlin).Session.Duration.ShouldBe(Duration.FromHours(24));
    }

    [Fact]
    public void A_skipped_end_is_the_end_of_the_gap_and_a_start_moved_past_its_end_leaves_no_session()
    {
        Margins.Around(At(2026, 3, 29, 1, 0), new LocalTime(2, 30), Berlin).Session.Duration.ShouldBe(Duration.FromHours(1));

        var moved = new Occurrence(Instant.FromUtc(2026, 3, 29, 1, 0), new LocalDateTime(2026, 3, 29, 2, 15), Offset.FromHours(2), OccurrenceKind.MovedToGapEnd);
        Margins.Around(moved, new LocalTime(2, 45), Berlin).Session.Duration.ShouldBe(Duration.Zero);
    }

    [Fact]
    public void A_repeated_end_is_the_first_showing_after_the_start()
    {
        var first = At(2026, 10, 25, 2, 15);
        var second = first with { Instant = first.Instant + Duration.FromHours(1), Offset = Offset.FromHours(1), Kind = OccurrenceKind.SecondPass };

        Margins.Around(first, new LocalTime(2, 45), Berlin).Session.Duration.ShouldBe(Duration.FromMinutes(30));
        Margins.Around(second, new LocalTime(2, 45), Berlin).Session.Duration.ShouldBe(Duration.FromMinutes(30));
    }

    [Fact]
    public void Negative_margins_and_lengths_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SessionMargins(-Duration.Epsilon, default, default)).ParamName.ShouldBe("opensBefore");
        Should.Throw<ArgumentOutOfRangeException>(() => new SessionMargins(default, -Duration.Epsilon, default)).ParamName.ShouldBe("lateFor");
        Should.Throw<ArgumentOutOfRangeException>(() => new SessionMargins(default, default, -Duration.Epsilon)).ParamName.ShouldBe("closesAfter");
        Should.Throw<ArgumentOutOfRangeException>(() => Margins.Around(At(2026, 6, 1, 19, 0), -Duration.Epsilon)).ParamName.ShouldBe("length");
    }

    [Fact]
    public void What_would_lie_beyond_the_calendar_lies_at_its_end()
    {
        var whole = new SessionMargins(Duration.MaxValue, Duration.MaxValue, Duration.MaxValue).Around(At(2026, 6, 1, 19, 0), Duration.MaxValue);
        whole.ShouldBe(new(Instant.MinValue, At(2026, 6, 1, 19, 0).Instant, Instant.MaxValue, Instant.MaxValue, Instant.MaxValue));

        var last = new LocalDateTime(9999, 12, 31, 18, 30);
        foreach (var zone in new[] { "America/New_York", "Asia/Tokyo" }.Select(Zones.Get))
        {
            var start = new Occurrence(last.InZoneLeniently(zone).ToInstant(), last, zone.MaxOffset, OccurrenceKind.Regular);
            Margins.Around(start, new LocalTime(18, 0), zone).Ends.ShouldBe(Instant.MaxValue);
            Margins.Around(start, new LocalTime(18, 45), zone).Session.Duration.ShouldBe(Duration.FromMinutes(15));
            var late = Margins.Around(start, new LocalTime(23, 0), zone);
            late.Ends.ShouldBe(zone.Id == "Asia/Tokyo" ? start.Instant + Duration.FromHours(4.5) : Instant.MaxValue);
            late.Phase(late.Starts).ShouldBe(SessionPhase.Late);
        }
    }

    private static Occurrence At(int year, int month, int day, int hour, int minute)
    {
        var local = new LocalDateTime(year, month, day, hour, minute);
        var zoned = local.InZoneLeniently(Berlin);
        return new(zoned.ToInstant(), local, zoned.Offset, OccurrenceKind.Regular);
    }
}
