using Carillon.Jobs;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.NextDue;

public sealed class WakeRulesTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly DueRow Blank = new(FakeTenants.Acme, new JobName("a.b"), null, 7, Noon);

    [Fact]
    public void A_hint_of_the_past_wakes_now()
    {
        var row = WakeRules.Hint(Blank, Noon - Seconds(5), Noon);

        row.ShouldBe(Blank with { WakeAt = Noon, HintedAt = Noon, HintedDue = Noon, Seq = 8 });
    }

    [Fact]
    public void A_hint_only_makes_the_wake_up_earlier()
    {
        var row = WakeRules.Hint(Blank with { WakeAt = Noon + Seconds(3) }, Noon + Seconds(9), Noon);

        row.WakeAt.ShouldBe(Noon + Seconds(3));
        row.HintedDue.ShouldBe(Noon + Seconds(9));
    }

    [Theory]
    [InlineData(29, 4)]
    [InlineData(30, 44)]
    public void The_earliest_hinted_deadline_is_kept_as_long_as_its_transaction_may_be_open(int later, int expected)
    {
        var row = WakeRules.Hint(Blank, Noon + Seconds(4), Noon);
        row = WakeRules.Hint(row, Noon + Seconds(44), Noon + Seconds(later));

        row.HintedDue.ShouldBe(Noon + Seconds(expected));
    }

    [Fact]
    public void A_scan_that_started_before_the_wake_up_raises_nothing() =>
        WakeRules.RaiseTo(Blank with { WakeAt = Noon }, null, Noon - Duration.Epsilon).ShouldBe(Noon);

    [Fact]
    public void Without_an_open_hint_the_scan_is_believed()
    {
        var row = Blank with { WakeAt = Noon, HintedAt = Noon - Seconds(30), HintedDue = Noon - Seconds(1) };

        WakeRules.RaiseTo(row, null, Noon).ShouldBeNull();
        WakeRules.RaiseTo(row, Noon + Seconds(77), Noon).ShouldBe(Noon + Seconds(77));
    }

    [Fact]
    public void An_open_hint_is_not_raised_past_its_deadline()
    {
        var row = Blank with { WakeAt = Noon, HintedAt = Noon - Seconds(1), HintedDue = Noon + Seconds(5) };

        WakeRules.RaiseTo(row, null, Noon).ShouldBe(Noon + Seconds(5));
        WakeRules.RaiseTo(row, Noon + Seconds(2), Noon).ShouldBe(Noon + Seconds(2));
    }

    [Fact]
    public void After_the_deadline_the_steps_double_and_end_with_the_margin()
    {
        var row = WakeRules.Hint(Blank, Noon, Noon);
        var steps = new List<double>();
        var at = Noon;
        while (WakeRules.RaiseTo(row, null, at) is { } next)
        {
            steps.Add((next - at).TotalMilliseconds);
            row = row with { WakeAt = next };
            at = next;
        }

        steps.ShouldBe([50, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 4400]);
    }

    [Fact]
    public void Lowering_never_raises()
    {
        var row = Blank with { WakeAt = Noon };

        WakeRules.Lower(row, Noon + Seconds(1)).ShouldBeSameAs(row);
        WakeRules.Lower(row, Noon - Seconds(1)).ShouldBe(row with { WakeAt = Noon - Seconds(1), Seq = 8 });
        WakeRules.Lower(Blank, Noon).WakeAt.ShouldBe(Noon);
    }

    [Fact]
    public void A_hint_may_be_skipped_only_under_a_wake_up_that_comes_after_the_commit()
    {
        WakeRules.MaySkipHint(Noon, Noon, Noon - Seconds(1)).ShouldBeTrue();
        WakeRules.MaySkipHint(Noon, Noon, Noon - WakeRules.ClockMargin).ShouldBeFalse();
        WakeRules.MaySkipHint(Noon + Seconds(1), Noon, Noon - Seconds(9)).ShouldBeFalse();
    }

    private static Duration Seconds(int seconds) => Duration.FromSeconds(seconds);
}
