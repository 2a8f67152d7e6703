using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed partial class SessionMachineTests
{
    [Fact]
    public void A_gap_of_exactly_the_timeout_counts_and_a_longer_one_does_not()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 10, 20.5, 21);

        story.Tell("s", 21).ShouldBe("Active 0- credit 10.5");
    }

    [Fact]
    public void An_idle_session_ends_at_its_last_activity_however_late_anyone_looks()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 5);

        story.Tell("s", 14.9).ShouldBe("Active 0- credit 5");
        story.Tell("s", 15).ShouldBe("Ended AutoEnded 0-5 credit 5");
        story.Tell("s", 9_000).ShouldBe("Ended AutoEnded 0-5 credit 5");
    }

    [Fact]
    public void A_later_beat_reopens_a_session_that_ended_by_silence()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beat("s", 40).ShouldBe(SessionOutcome.Reopened);
        story.Beat("s", 45).ShouldBe(SessionOutcome.Accepted);

        story.Tell("s", 46).ShouldBe("Active 0- credit 5");
    }

    [Fact]
    public void A_late_beat_that_does_not_reach_now_extends_the_session_and_leaves_it_ended()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beat("s", 8, received: 200).ShouldBe(SessionOutcome.Accepted);

        story.Tell("s", 200).ShouldBe("Ended AutoEnded 0-8 credit 8");
    }

    [Fact]
    public void A_pause_stops_the_clock_until_the_resume()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Pause("s", 5).ShouldBe(SessionOutcome.Accepted);
        story.Tell("s", 30).ShouldBe("Paused 0- credit 5");
        story.Beat("s", 9);
        story.Resume("s", 12).ShouldBe(SessionOutcome.Accepted);
        story.Beats("s", 20);

        story.Tell("s", 20).ShouldBe("Active 0- credit 13");
    }

    [Fact]
    public void A_paused_session_ends_after_the_pause_timeout()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Pause("s", 5);

        story.Tell("s", 34.9).ShouldBe("Paused 0- credit 5");
        story.Tell("s", 35).ShouldBe("Ended AutoEnded 0-5 credit 5");
    }

    [Fact]
    public void Submit_ends_the_session_and_answers_the_same_when_repeated()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Submit("s", 9).ShouldBe(SessionOutcome.Accepted);
        story.Submit("s", 9).ShouldBe(SessionOutcome.AlreadyEnded);
        story.Stop("s", 12).ShouldBe(SessionOutcome.AlreadyEnded);

        story.Tell("s", 12).ShouldBe("Ended Submitted 0-9 credit 9");
    }

    [Fact]
    public void A_command_after_a_longer_gap_finds_the_session_ended_by_the_gap()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Submit("s", 10.1).ShouldBe(SessionOutcome.AlreadyEnded);
        story.Tell("s", 10.1).ShouldBe("Ended AutoEnded 0-0 credit 0");

        story.Beat("s", 11).ShouldBe(SessionOutcome.Reopened);
        story.Submit("s", 21).ShouldBe(SessionOutcome.Accepted);
        story.Tell("s", 21).ShouldBe("Ended Submitted 0-21 credit 10");
    }

    [Fact]
    public void A_resume_after_a_pause_that_ended_the_session_reopens_it_and_what_follows_counts()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Pause("s", 5);
        story.Tell("s", 45).ShouldBe("Ended AutoEnded 0-5 credit 5");
        story.Resume("s", 45).ShouldBe(SessionOutcome.Reopened);
        story.Beats("s", 50, 55);

        story.Tell("s", 56).ShouldBe("Active 0- credit 15");
    }

    [Fact]
    public void A_pause_after_a_longer_gap_is_a_sign_of_life_and_pauses()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Pause("s", 25).ShouldBe(SessionOutcome.Reopened);
        story.Resume("s", 30);
        story.Beats("s", 35);

        story.Tell("s", 36).ShouldBe("Active 0- credit 5");
    }

    [Fact]
    public void A_late_submit_within_the_gap_is_accepted_though_the_session_has_ended_by_silence_since()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Submit("s", 8, received: 300).ShouldBe(SessionOutcome.Accepted);

        story.Tell("s", 300).ShouldBe("Ended Submitted 0-8 credit 8");
    }

    [Fact]
    public void A_submit_with_later_evidence_is_accepted_and_cuts_it_off()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 5, 30);
        story.Submit("s", 20, received: 31).ShouldBe(SessionOutcome.Accepted);

        story.Tell("s", 31).ShouldBe("Ended Submitted 0-20 credit 5");
    }

    [Fact]
    public void After_an_explicit_end_only_evidence_from_before_it_counts()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Stop("s", 9);

        story.Beat("s", 9.5).ShouldBe(SessionOutcome.StartNew);
        story.Beat("s", 4, received: 60).ShouldBe(SessionOutcome.Accepted);
        story.Pause("s", 5, received: 60).ShouldBe(SessionOutcome.Accepted);
        story.Pause("s", 10, received: 60).ShouldBe(SessionOutcome.AlreadyEnded);
        story.Tell("s", 60).ShouldBe("Ended Stopped 0-9 credit 5");
    }

    [Fact]
    public void Once_final_a_session_takes_no_more_evidence()
    {
        var story = new Story(SessionPolicy.Default with { MaxAge = Duration.FromDays(3) });
        story.Start("s", 0);
        story.Beat("s", 5, received: (24 * 60) - 1).ShouldBe(SessionOutcome.Accepted);
        story.Beat("s", 6, received: (24 * 60) + 5).ShouldBe(SessionOutcome.StartNew);
        story.Submit("s", 6, received: (24 * 60) + 5).ShouldBe(SessionOutcome.AlreadyEnded);
        story.Start("s", (24 * 60) + 6).ShouldBe(SessionOutcome.AlreadyStarted);
    }

    [Fact]
    public void Evidence_too_old_on_arrival_is_stale_and_a_beat_without_a_start_unknown()
    {
        var story = new Story();
        story.Beat("s", 1).ShouldBe(SessionOutcome.UnknownSession);
        story.Submit("s", 1).ShouldBe(SessionOutcome.UnknownSession);
        story.Start("s", 0);
        story.Beats("s", 9, 18);
        story.Beat("s", 17, received: (24 * 60) + 17.5).ShouldBe(SessionOutcome.Stale);
        story.Start("t", 17, received: (24 * 60) + 17.5).ShouldBe(SessionOutcome.Stale);
        story.Student.Find("t").ShouldBeNull();
    }

    [Fact]
    public void Evidence_before_the_start_counts_though_the_session_starts_when_the_client_said()
    {
        var story = new Story();
        story.Start("s", 10);
        story.Beat("s", 4, received: 12).ShouldBe(SessionOutcome.Accepted);

        story.Tell("s", 12).ShouldBe("Active 10- credit 6");
    }

    [Fact]
    public void A_batch_gets_one_verdict_for_each_beat()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 4);
        var beats = new SendBeats("s", Story.Stamp(60),
            [new(new(Story.At(4))), new(new(Story.At(8)), "a"), new(new(Story.At(9)), "a"), new(new(Story.At(-2_000))), new(new(Story.At(55)))]);

        story.Ask(beats).Verdicts.Select(verdict => verdict.Outcome).ShouldBe(
            [SessionOutcome.Duplicate, SessionOutcome.Accepted, SessionOutcome.Conflict, SessionOutcome.Stale, SessionOutcome.Reopened]);
        story.Ask(beats).Verdicts.Select(verdict => verdict.Outcome).ShouldBe(
            [SessionOutcome.Duplicate, SessionOutcome.Duplicate, SessionOutcome.Conflict, SessionOutcome.Stale, SessionOutcome.Duplicate]);
    }

    [Fact]
    public void A_command_that_comes_again_is_known_by_its_key()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Pause("s", 3).ShouldBe(SessionOutcome.Accepted);
        story.Resume("s", 6).ShouldBe(SessionOutcome.Accepted);
        var before = story.State("s");

        story.Pause("s", 3, received: 7).ShouldBe(SessionOutcome.Duplicate);
        story.Resume("s", 6, received: 7).ShouldBe(SessionOutcome.Duplicate);
        story.State("s").ShouldBeSameAs(before);
    }

    [Fact]
    public void Hostile_ids_are_refused_with_a_reason()
    {
        foreach (var id in new[] { "", "  ", "a\0b", "half \ud800 pair", new string('x', 201) })
        {
            Should.Throw<ArgumentException>(() => new Story().Beat(id, 1)).Message.ShouldContain("ClientSessionId");
        }
    }
}
