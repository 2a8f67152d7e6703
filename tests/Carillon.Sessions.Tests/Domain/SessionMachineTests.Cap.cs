using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed partial class SessionMachineTests
{
    private static readonly SessionPolicy OneHour = SessionPolicy.Default with { MaxSession = Duration.FromHours(1) };

    [Fact]
    public void A_session_that_runs_over_the_cap_goes_on_as_the_next_one()
    {
        var story = new Story(OneHour);
        story.Start("s", 0);
        story.Beats("s", [.. Enumerable.Range(1, 26).Select(i => i * 5.0)]);
        var parts = story.Fold("s", 130).Parts;

        parts.Select(part => (part.ReportedId("s"), part.StartedAt, part.EndedAt, part.EndReason, part.Credit.TotalMinutes)).ShouldBe(
        [
            ("s", Story.At(0), Story.At(60), SessionEndReason.Capped, 60),
            ("s#2", Story.At(60), Story.At(120), SessionEndReason.Capped, 60),
            ("s#3", Story.At(120), null, null, 10),
        ]);
    }

    [Fact]
    public void Evidence_beyond_the_cap_after_a_break_starts_the_next_session_where_it_lies()
    {
        var story = new Story(OneHour);
        story.Start("s", 0);
        story.Beats("s", 50, 55, 70, 72);
        story.Submit("s", 75);
        var parts = story.Fold("s", 80).Parts;

        parts.Select(part => (part.StartedAt, part.EndedAt, part.EndReason, part.Credit.TotalMinutes)).ShouldBe(
        [
            (Story.At(0), Story.At(55), (SessionEndReason?)SessionEndReason.AutoEnded, 5),
            (Story.At(70), Story.At(75), SessionEndReason.Submitted, 5),
        ]);
    }

    [Fact]
    public void Evidence_before_the_start_counts_towards_the_cap()
    {
        var story = new Story(OneHour);
        story.Start("s", 130);
        story.Ask(new SendBeats("s", Story.Stamp(131), [.. Enumerable.Range(0, 27).Select(i => new Beat(new(Story.At(i * 5.0))))]));
        var parts = story.Fold("s", 131).Parts;

        parts.Select(part => (part.ReportedId("s"), part.StartedAt, part.EndedAt, part.EndReason, part.Credit.TotalMinutes)).ShouldBe(
        [
            ("s", Story.At(0), Story.At(60), SessionEndReason.Capped, 60),
            ("s#2", Story.At(60), Story.At(120), SessionEndReason.Capped, 60),
            ("s#3", Story.At(120), null, null, 10),
        ]);
    }

    [Fact]
    public void A_session_heard_of_before_its_start_is_reported_from_where_the_client_said()
    {
        var story = new Story(OneHour);
        story.Start("s", 10);
        story.Beat("s", 5, received: 11);

        story.Tell("s", 11).ShouldBe("Active 10- credit 5");
    }

    [Fact]
    public void A_session_that_yields_has_no_tail_pad_in_the_future()
    {
        var story = new Story(SessionPolicy.Default with { TailPad = Duration.FromMinutes(5) });
        story.Start("a", 0);
        story.Start("b", 20);
        story.Beats("b", 24);
        story.Beat("a", 23.9, received: 24);

        story.Fold("a", 24).Spans.Bounds!.Value.End.ShouldBe(Story.At(5));
        story.Fold("a", 60).Spans.ShouldBe(story.Fold("a", 24).Spans);
    }

    [Fact]
    public void Evidence_at_the_cap_is_within_the_session()
    {
        var story = new Story(OneHour);
        story.Start("s", 0);
        story.Beats("s", [.. Enumerable.Range(1, 6).Select(i => i * 10.0)]);

        story.Tell("s", 60).ShouldBe("Active 0- credit 60");
    }

    [Fact]
    public void The_tail_pad_is_added_to_every_closed_run()
    {
        var story = new Story(SessionPolicy.Default with { TailPad = Duration.FromMinutes(1) });
        story.Start("s", 0);
        story.Beats("s", 30, 35);

        story.Tell("s", 35).ShouldBe("Active 0- credit 6");
        story.Tell("s", 45).ShouldBe("Ended AutoEnded 0-35 credit 7");
        story.Submit("s", 36, received: 50);
        story.Tell("s", 50).ShouldBe("Ended Submitted 0-36 credit 7");
    }
}
