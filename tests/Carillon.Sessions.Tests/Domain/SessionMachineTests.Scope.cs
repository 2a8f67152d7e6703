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
    public void A_start_that_comes_late_supersedes_in_the_order_of_arrival()
    {
        var story = new Story();
        story.Start("second", 20);
        story.Start("first", 15, received: 25).ShouldBe(SessionOutcome.Started);

        story.Tell("second", 25).ShouldBe("Ended Superseded 20-20 credit 0");
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
