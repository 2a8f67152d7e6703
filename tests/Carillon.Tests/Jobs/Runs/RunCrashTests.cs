using Carillon.Jobs;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Runs;

/// <summary>A host dies before or after each call that the run protocol makes; another host then takes the run up.</summary>
public sealed class RunCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whenever_a_host_dies_the_run_is_finished_once_with_each_effect_once(bool finishesItself)
    {
        var steps = await CrashAsync(null, finishesItself);
        steps.ShouldBeGreaterThan(10);
        for (var kill = 1; kill <= steps; kill++)
        {
            await CrashAsync(kill, finishesItself);
        }
    }

    private static async Task<int> CrashAsync(int? kill, bool finishesItself)
    {
        var bench = new RunBench();
        bench.Ledger.FinishesItself = finishesItself;
        await bench.AskAsync();
        var breaker = new Breaker(kill);
        try
        {
            await bench.RunOnceAsync(bench.Host(breaker));
        }
        catch (InvalidOperationException) when (breaker.IsDead)
        {
        }

        for (var i = 0; i < 3 && !bench.Run.State.IsFinal(); i++)
        {
            bench.Advance(Duration.FromHours(2));
            await bench.RunOnceAsync();
        }

        var why = $"killed at {kill} of {breaker.Steps}";
        bench.Run.State.ShouldBe(RunState.Succeeded, why);
        bench.Run.Outcome!.Counts.Acted.ShouldBe(2, why);
        bench.Ledger.Effects.Values.ToList().ShouldBe([1, 1], why);
        bench.Ledger.Calls.ShouldBeInRange(1, 2, why);
        return breaker.Steps;
    }
}
