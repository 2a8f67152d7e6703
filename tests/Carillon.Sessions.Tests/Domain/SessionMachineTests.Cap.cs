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
