using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed partial class SessionMachineTests
{
    [Fact]
    public void A_start_supersedes_the_live_session_at_its_last_activity()
    {
        var story = new Story();
        story.Start("old", 0);
        story.Beats("old", 5);
        story.Start("new", 9).ShouldBe(SessionOutcome.Started);

        story.Tell("old", 9).ShouldBe("Ended Superseded 0-5 credit 5");
        story.Tell("new", 9).ShouldBe("Active 9- credit 0");
        story.Beat("old", 4, received: 10).ShouldBe(SessionOutcome.Accepted);
        story.Beat("old", 8, received: 10).ShouldBe(SessionOutcome.StartNew);
    }

    [Fact]
    public void A_start_leaves_a_session_that_is_idle_longer_as_it_is()
    {
        var story = new Story();
        story.Start("old", 0);
        story.Start("new", 11);

        story.Tell("old", 11).ShouldBe("Ended AutoEnded 0-0 credit 0");
        story.Beat("old", 9, received: 12).ShouldBe(SessionOutcome.Accepted);
    }

    [Fact]
    public void A_start_that_comes_late_supersedes_nothing_that_started_after_it()
    {
        var story = new Story();
        story.Start("second", 20);
        story.Start("first", 15, received: 24).ShouldBe(SessionOutcome.Started);

        story.Tell("second", 24).ShouldBe("Active 20- credit 0");
        story.Tell("first", 24).ShouldBe("Ended AutoEnded 15-15 credit 0");
        story.Beat("first", 19, received: 24).ShouldBe(SessionOutcome.Accepted);
        story.Beat("first", 26).ShouldBe(SessionOutcome.Reopened);
        story.Tell("second", 26).ShouldBe("Ended Superseded 20-20 credit 0");
    }

    [Fact]
    public void A_start_that_comes_late_supersedes_what_was_live_when_it_happened()
    {
        var story = new Story();
        story.Start("old", 0);
        story.Start("new", 5, received: 100).ShouldBe(SessionOutcome.Started);

        story.Tell("old", 100).ShouldBe("Ended Superseded 0-0 credit 0");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_start_that_silence_ended_before_it_came_takes_nothing_from_what_was_heard_of_since(bool joins)
    {
        var story = new Story(SessionPolicy.Default with { Exclusivity = joins ? Exclusivity.Join : Exclusivity.Supersede });
        story.Start("live", 110);
        story.Beats("live", 115, 119);
        story.Start("offline", 0, received: 120).ShouldBe(SessionOutcome.Started);

        story.Tell("offline", 120).ShouldBe("Ended AutoEnded 0-0 credit 0");
        story.Beat("live", 121).ShouldBe(SessionOutcome.Accepted);
        story.Tell("live", 121).ShouldBe("Active 110- credit 11");
    }

    [Fact]
    public void A_start_that_comes_late_yields_when_all_places_went_to_later_ones()
    {
        var story = new Story(SessionPolicy.Default with { Exclusivity = Exclusivity.Allow(2) });
        story.Start("old", 0);
        story.Start("b", 6);
        story.Beats("old", 8);
        story.Start("late", 5, received: 9).ShouldBe(SessionOutcome.Started);
        story.Tell("old", 9).ShouldBe("Ended Superseded 0-8 credit 8");
        story.Tell("late", 9).ShouldBe("Active 5- credit 0");
        story.Start("c", 10);
        story.Tell("late", 10).ShouldBe("Ended Superseded 5-5 credit 0");
        story.Start("later", 4, received: 11).ShouldBe(SessionOutcome.Started);

        story.Tell("later", 11).ShouldBe("Ended AutoEnded 4-4 credit 0");
        story.Student.Live(string.Empty, Story.At(11)).Select(session => session.ClientSessionId).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void Join_returns_the_live_session_instead_of_another()
    {
        var story = new Story(SessionPolicy.Default with { Exclusivity = Exclusivity.Join });
        story.Start("old", 0);
        var decision = story.Ask(new StartSession("new", Story.Stamp(3), new(Story.At(3)), "maths", Story.Zones["Etc/UTC"], story.Policy));

        decision.Outcome.ShouldBe(SessionOutcome.Joined);
        decision.Session!.ClientSessionId.ShouldBe("old");
        story.Student.Find("new").ShouldBeNull();
    }

    [Fact]
    public void Allow_keeps_as_many_and_ends_the_oldest()
    {
        var story = new Story(SessionPolicy.Default with { Exclusivity = Exclusivity.Allow(2) });
        story.Start("a", 0);
        story.Start("b", 1);
        story.Beats("a", 2);
        story.Start("c", 3);

        story.Tell("a", 3).ShouldBe("Ended Superseded 0-2 credit 2");
        story.Tell("b", 3).ShouldBe("Active 1- credit 0");
        story.Tell("c", 3).ShouldBe("Active 3- credit 0");
    }

    [Fact]
    public void Sessions_of_different_subjects_leave_each_other_alone_when_the_subject_is_the_scope()
    {
        var story = new Story(SessionPolicy.Default with { Scope = ExclusivityScope.Subject });
        story.Start("m", 0, subject: "maths");
        story.Start("p", 1, subject: "physics");

        story.Student.Live("maths", Story.At(1)).ShouldHaveSingleItem();
        story.Student.Live("physics", Story.At(1)).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_session_heard_of_after_the_active_one_takes_the_scope_back()
    {
        var story = new Story();
        story.Start("old", 0);
        story.Start("new", 20);
        story.Beat("old", 25).ShouldBe(SessionOutcome.Reopened);

        story.Tell("new", 25).ShouldBe("Ended Superseded 20-20 credit 0");
        story.Tell("old", 25).ShouldBe("Active 0- credit 0");
    }

    [Fact]
    public void A_session_heard_of_before_the_active_one_counts_and_stays_ended()
    {
        var story = new Story();
        story.Start("old", 0);
        story.Start("new", 20);
        story.Beat("old", 18, received: 25).ShouldBe(SessionOutcome.Accepted);
        story.Beat("old", 9, received: 25).ShouldBe(SessionOutcome.Accepted);

        story.Tell("old", 25).ShouldBe("Ended AutoEnded 0-18 credit 18");
        story.Tell("new", 25).ShouldBe("Active 20- credit 0");

        story.Submit("new", 26);
        story.Tell("old", 26).ShouldBe("Ended AutoEnded 0-18 credit 18");
        story.Beat("old", 27).ShouldBe(SessionOutcome.Reopened);
        story.Tell("old", 27).ShouldBe("Active 0- credit 27");
    }
}
