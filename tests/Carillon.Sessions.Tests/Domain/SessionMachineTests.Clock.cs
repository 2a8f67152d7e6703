using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed partial class SessionMachineTests
{
    [Fact]
    public void A_client_clock_that_is_wrong_by_the_same_amount_is_corrected()
    {
        var story = new Story();
        story.Ask(new StartSession("s", Story.Stamp(0, offset: -300), new(Story.At(300)), "maths", Story.Zones["Etc/UTC"], story.Policy));
        story.Beat("s", 5, offset: -300);

        story.Tell("s", 5).ShouldBe("Active 0- credit 5");
    }

    [Fact]
    public void Nothing_happens_after_its_arrival()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beat("s", 9, received: 4);

        story.State("s").LastActivityAt.ShouldBe(Story.At(4));
    }

    [Fact]
    public void A_jump_of_the_client_clock_is_flagged_and_the_arrival_counts_instead()
    {
        var story = new Story();
        story.Start("s", 0);
        var jump = story.Ask(new SendBeats("s", Story.Stamp(7, offset: 60), [new(new(Story.At(-55)))])).Verdicts[0];
        var after = story.Ask(new SendBeats("s", Story.Stamp(9, offset: 60), [new(new(Story.At(-52)))])).Verdicts[0];

        jump.ShouldBe(new SessionVerdict(jump.Key, SessionOutcome.Accepted, Story.At(7), ClockSuspect: true));
        after.ShouldBe(new SessionVerdict(after.Key, SessionOutcome.Accepted, Story.At(8)));
    }

    [Fact]
    public void A_monotonic_counter_is_believed_before_any_clock()
    {
        var story = new Story();
        story.Start("s", 0);
        var stamp = new RequestStamp(Story.At(9), Story.At(5_000), SentCounter: 1_000_000);
        var verdict = story.Ask(new SendBeats("s", stamp, [new(new(Story.At(4_000), Counter: 1_000_000 - 120_000))])).Verdicts[0];

        verdict.EffectiveAt.ShouldBe(Story.At(7));
        verdict.ClockSuspect.ShouldBeFalse();
    }

    [Theory]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(long.MaxValue, long.MinValue)]
    public void Hostile_counters_and_instants_do_no_harm(long counter, long sentCounter)
    {
        var story = new Story();
        story.Start("s", 0);
        foreach (var (client, sent) in new[] { (Instant.MaxValue, Instant.MinValue), (Instant.MinValue, Instant.MaxValue), (Instant.MinValue, Story.At(1)) })
        {
            var plain = story.Ask(new SendBeats("s", new(Story.At(1), sent), [new(new(client))]));
            var counted = story.Ask(new SendBeats("s", new(Story.At(1), sent, sentCounter), [new(new(client, counter), "c")]));
            foreach (var verdict in plain.Verdicts.Concat(counted.Verdicts))
            {
                verdict.EffectiveAt!.Value.ShouldBeLessThanOrEqualTo(Story.At(1));
            }
        }
    }
}
