using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed class CreditProofTests
{
    [Theory]
    [InlineData(-1, CreditReason.BeforeEvidence)]
    [InlineData(0, CreditReason.Proven)]
    [InlineData(3, CreditReason.Proven)]
    [InlineData(5.5, CreditReason.Paused)]
    [InlineData(7, CreditReason.Proven)]
    [InlineData(20, CreditReason.GapTooLong)]
    [InlineData(45, CreditReason.AfterEnd)]
    public void Every_instant_is_explained(double minute, CreditReason reason)
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 4);
        story.Pause("s", 5);
        story.Resume("s", 6);
        story.Beats("s", 8, 35);
        story.Stop("s", 40);

        CreditProof.Of(story.State("s"), Story.At(minute), Story.At(50)).Reason.ShouldBe(reason);
    }

    [Fact]
    public void The_proof_of_a_second_is_the_two_pieces_of_evidence_around_it()
    {
        var story = new Story();
        story.Start("s", 0);
        story.Beats("s", 4, 8);
        var proof = CreditProof.Of(story.State("s"), Story.At(6), Story.At(8));

        proof.Counts.ShouldBeTrue();
        (proof.Before!.EffectiveAt, proof.After!.EffectiveAt).ShouldBe((Story.At(4), Story.At(8)));
        CreditProof.Of(story.State("s"), Story.At(8), Story.At(9)).Reason.ShouldBe(CreditReason.AfterEvidence);
    }
}
