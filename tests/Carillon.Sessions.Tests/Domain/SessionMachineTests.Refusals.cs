using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed partial class SessionMachineTests
{
    [Theory]
    [InlineData("a\nb", "Key has control characters")]
    [InlineData(" ", "Key is empty")]
    public void A_malformed_beat_is_refused_for_good_and_the_others_count(string key, string problem)
    {
        var story = new Story();
        story.Start("s", 0);
        var verdicts = story.Ask(new SendBeats("s", Story.Stamp(5), [new(new(Story.At(4)), key), new(new(Story.At(5)))])).Verdicts;

        verdicts[0].ShouldBe(new SessionVerdict(key, SessionOutcome.Invalid, Problem: problem));
        verdicts[0].IsPermanentRefusal.ShouldBeTrue();
        verdicts[1].Outcome.ShouldBe(SessionOutcome.Accepted);
        story.State("s").Evidence.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("physics", null, "Etc/UTC", "default")]
    [InlineData("maths", "olympiad", "Etc/UTC", "default")]
    [InlineData("maths", null, "Asia/Kathmandu", "default")]
    [InlineData("maths", null, "Etc/UTC", "video")]
    public void A_start_under_a_known_id_that_says_something_else_is_a_conflict(string subject, string? contest, string zone, string policy)
    {
        var story = new Story();
        story.Start("s", 0);
        var before = story.State("s");
        StartSession Start(string id) => new(id, Story.Stamp(1), new(Story.At(1)), subject, Story.Zones[zone], story.Policy with { Name = policy }, contest);

        var decision = story.Ask(Start("s"));
        decision.Outcome.ShouldBe(SessionOutcome.Conflict);
        decision.Verdicts[0].IsPermanentRefusal.ShouldBeTrue();
        decision.Changed.ShouldBeEmpty();
        story.State("s").ShouldBeSameAs(before);
        story.Start("s", 2).ShouldBe(SessionOutcome.AlreadyStarted);
    }

    [Fact]
    public void A_known_key_with_another_instant_is_a_conflict()
    {
        var story = new Story();
        story.Start("s", 0);
        SessionVerdict Beat(double minute) => story.Ask(new SendBeats("s", Story.Stamp(6), [new(new(Story.At(minute)), "b1")])).Verdicts[0];
        SessionVerdict Pause(double minute) => story.Ask(new SessionCommand("s", Story.Stamp(6), EvidenceKind.Pause, new(Story.At(minute)), "p1")).Verdicts[0];

        Beat(5).Outcome.ShouldBe(SessionOutcome.Accepted);
        Beat(5).Outcome.ShouldBe(SessionOutcome.Duplicate);
        Beat(4).ShouldBe(new SessionVerdict("b1", SessionOutcome.Conflict, Story.At(5)));
        Pause(6).Outcome.ShouldBe(SessionOutcome.Accepted);
        Pause(5).ShouldBe(new SessionVerdict("p1", SessionOutcome.Conflict, Story.At(6)));
    }

    [Fact]
    public void Going_on_measures_its_sign_of_life_and_its_resume_by_the_same_offset()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Pause("s", 5);
        var decision = story.Ask(new ContinueSession("s", Story.Stamp(9, offset: 60), new(Story.At(-52))));

        decision.Verdicts.ShouldHaveSingleItem().ClockSuspect.ShouldBeTrue();
        story.State("s").Evidence.Skip(2).Select(piece => (piece.Kind, piece.EffectiveAt, piece.ClockSuspect)).ShouldBe(
            [(EvidenceKind.Beat, Story.At(9), true), (EvidenceKind.Resume, Story.At(9), true)]);
        story.Tell("s", 9).ShouldBe("Active 0- credit 5");
    }

    [Theory]
    [InlineData("s#2")]
    [InlineData("#10")]
    public void An_id_that_names_a_part_is_refused(string id) =>
        Should.Throw<ArgumentException>(() => new Story().Start(id, 0))
            .Message.ShouldBe("ClientSessionId ends in '#' and digits, which names a part of a session.");

    [Fact]
    public void A_hash_elsewhere_in_an_id_is_fine()
    {
        var story = new Story();
        story.Start("c#", 0).ShouldBe(SessionOutcome.Started);
        story.Start("a#2b", 0).ShouldBe(SessionOutcome.Started);
        story.Start("42", 0).ShouldBe(SessionOutcome.Started);
    }
}
