using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Sessions.Tests.Domain;

public sealed class SessionFoldTests
{
    [Fact]
    public void A1_Neither_order_nor_repetition_of_beats_matters() => Law.Holds(
        Prop.ForAll(Case().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (sample, seed) =>
        {
            var random = new Random(seed);
            var told = Told(sample.Policy, sample.Beats);
            var shuffled = sample.Beats.Concat(sample.Beats.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next());
            var other = Told(sample.Policy, shuffled);

            SessionFold.Settled(other).Spans.ShouldBe(SessionFold.Settled(told).Spans);
            SessionFold.Settled(other).Parts.Select(part => part.EndedAt).ShouldBe(SessionFold.Settled(told).Parts.Select(part => part.EndedAt));
            SessionFold.Of(other, Latest).Parts.Select(part => (part.Status, part.Credit))
                .ShouldBe(SessionFold.Of(told, Latest).Parts.Select(part => (part.Status, part.Credit)));
        }),
        cases: 300);

    [Fact]
    public void A2_One_more_beat_never_lowers_credit_and_adds_at_most_two_timeouts() => Law.Holds(
        Prop.ForAll(Case().ToArbitrary(), Gen.Choose(-3_000, 30_000).ToArbitrary(), (sample, extra) =>
        {
            var before = SessionFold.Settled(Told(sample.Policy, sample.Beats)).Spans;
            var after = SessionFold.Settled(Told(sample.Policy, [.. sample.Beats, extra])).Spans;

            before.Subtract(after).ShouldBeEmpty();
            (after.TotalDuration - before.TotalDuration).ShouldBeLessThanOrEqualTo(2 * sample.Policy.IdleTimeout);
        }),
        cases: 300);

    [Fact]
    public void Study_is_exactly_the_gaps_within_the_timeout() => Law.Holds(
        Prop.ForAll(Case().ToArbitrary(), sample =>
        {
            var policy = sample.Policy with { TailPad = Duration.Zero };
            var instants = sample.Beats.Append(0).Order().Select(Histories.Seconds).ToArray();
            var expected = instants.Zip(instants.Skip(1), (from, to) => to - from).Where(gap => gap <= policy.IdleTimeout)
                .Aggregate(Duration.Zero, (sum, gap) => sum + gap);

            SessionFold.Settled(Told(policy, sample.Beats)).Spans.TotalDuration.ShouldBe(expected);
        }),
        cases: 300);

    [Fact]
    public void Looking_at_the_sessions_never_changes_what_they_come_to() => Law.Holds(
        Prop.ForAll(Case().ToArbitrary(), sample =>
        {
            var state = Told(sample.Policy, sample.Beats);
            var looks = sample.Beats.Select(second => SessionFold.Of(state, Histories.Seconds(second)).Spans).ToList();
            looks.ShouldAllBe(spans => spans.Subtract(SessionFold.Settled(state).Spans).Count == 0);
        }),
        cases: 100);

    private static Instant Latest => Histories.Seconds(300_000);

    private static Gen<(SessionPolicy Policy, int[] Beats)> Case() =>
        from policy in Histories.Policies
        from beats in Histories.BeatSeconds
        select (policy, beats);

    private static SessionState Told(SessionPolicy policy, IEnumerable<int> beats)
    {
        var story = new Story(policy with { MaxAge = Duration.FromDays(30), LateWindow = Duration.FromDays(30) });
        story.Start("s", 0);
        foreach (var second in beats)
        {
            story.Ask(new SendBeats("s", new(Latest, Latest), [new(new(Histories.Seconds(second)))]));
        }

        return story.State("s");
    }
}
