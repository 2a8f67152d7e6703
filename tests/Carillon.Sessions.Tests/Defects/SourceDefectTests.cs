using Carillon.Sessions.Tests.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Defects;

/// <summary>The numbered defects of the source document that are about what a session comes to.</summary>
public sealed class SourceDefectTests
{
    [Fact]
    public void Defect_01_A_session_started_a_second_ago_without_a_beat_is_not_ended()
    {
        var story = new Story();
        story.Start("s", 0);

        story.Tell("s", 1 / 60.0).ShouldBe("Active 0- credit 0");
    }

    [Fact]
    public void Defect_02_A_session_without_a_beat_ends_where_it_started_with_no_credit()
    {
        var story = new Story();
        story.Start("s", 0);

        story.Tell("s", 10).ShouldBe("Ended AutoEnded 0-0 credit 0");
    }

    [Fact]
    public void Defect_03_A_pause_that_no_sweep_saw_is_not_study()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 5, 185, 190);

        story.Fold("s", 190).Spans.TotalDuration.ShouldBe(Duration.FromMinutes(10));
    }

    [Fact]
    public void Defect_14_Time_belongs_to_the_students_day_and_repeating_a_session_doubles_nothing()
    {
        var story = new Story(zone: "America/New_York");
        story.Start("s", 1_255);
        story.Beats("s", 1_260, 1_265, 1_260);
        var credit = SessionCredit.Of(story.State("s"), story.Fold("s", 1_265)).ToList();

        StudentTotals.Of([.. credit, .. credit]).Where(total => total.Key.Kind == TotalKind.Day)
            .Select(total => (total.Key.Date!.Value, total.Value.TotalMinutes))
            .ShouldBe([(new LocalDate(2026, 3, 2), 5), (new LocalDate(2026, 3, 3), 5)]);
    }

    [Fact]
    public void Defect_15_The_timeout_is_inclusive_and_read_from_one_clock()
    {
        var story = new Story();
        story.Start("s", 0, received: 0);
        story.Beat("s", 10).ShouldBe(SessionOutcome.Reopened);

        story.Fold("s", 10).Spans.TotalDuration.ShouldBe(Duration.FromMinutes(10));
        story.State("s").IsLive(Story.At(20)).ShouldBeFalse();
        story.State("s").IsLive(Story.At(20) - Duration.Epsilon).ShouldBeTrue();
    }

    [Fact]
    public void Defect_16_A_beat_after_the_end_two_tabs_and_a_submit_that_races_the_sweep_all_have_an_answer()
    {
        var story = new Story();
        story.Start("tab1", 0);
        story.Start("tab2", 3).ShouldBe(SessionOutcome.Started);
        story.Beat("tab1", 4).ShouldBe(SessionOutcome.StartNew);
        story.Submit("tab2", 12, received: 14).ShouldBe(SessionOutcome.Accepted);
        story.Submit("tab2", 12, received: 15).ShouldBe(SessionOutcome.AlreadyEnded);

        story.Tell("tab2", 15).ShouldBe("Ended Submitted 3-12 credit 9");
    }

    [Fact]
    public void Defect_17_A_kiosk_that_beats_for_three_days_is_six_sessions_of_at_most_twelve_hours()
    {
        var story = new Story();
        story.Start("kiosk", 0);
        story.Beats("kiosk", [.. Enumerable.Range(1, 3 * 24 * 12).Select(i => i * 5.0)]);
        var parts = story.Fold("kiosk", 3 * 24 * 60).Parts;

        parts.Length.ShouldBe(6);
        parts.ShouldAllBe(part => part.Credit == Duration.FromHours(12));
    }
}
