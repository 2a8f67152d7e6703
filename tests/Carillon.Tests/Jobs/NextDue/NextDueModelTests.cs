using Carillon.Jobs;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.NextDue;

public sealed class NextDueModelTests
{
    private static readonly int Histories = TestSize.Scale(2_000);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_late() =>
        (await FirstFailureAsync(seed => new(seed))).ShouldBeNull();

    [Fact]
    public async Task Raising_past_the_hinted_deadline_is_seen_to_be_late()
    {
        static Instant? Bad(DueRow row, Instant? next, Instant started)
        {
            var limit = row.HintedAt + WakeRules.MaxTransaction;
            return limit > started && !(next < limit) ? limit : next;
        }

        (await FirstFailureAsync(seed => new(seed) { RaiseTo = Bad })).ShouldNotBeNull().ShouldContain("late");
    }

    [Fact]
    public async Task Raising_to_what_the_scan_saw_while_a_hint_is_open_is_seen_to_lose() =>
        (await FirstFailureAsync(seed => new(seed) { RaiseTo = (_, next, _) => next })).ShouldNotBeNull().ShouldContain("lost");

    [Fact]
    public async Task Scanning_without_the_margin_is_seen_to_lose() =>
        (await FirstFailureAsync(seed => new(seed) { Margin = Duration.Zero })).ShouldNotBeNull().ShouldContain("lost");

    [Fact]
    public async Task Skipping_a_hint_whose_commit_returns_too_late_is_seen_to_lose() =>
        (await FirstFailureAsync(seed => new(seed) { MaySkip = (known, due, _) => known <= due })).ShouldNotBeNull().ShouldContain("lost");

    private static async Task<string?> FirstFailureAsync(Func<int, NextDueModel> model)
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            if (await model(seed).RunAsync() is { } failure)
            {
                return $"history {seed}: {failure}";
            }
        }

        return null;
    }
}
