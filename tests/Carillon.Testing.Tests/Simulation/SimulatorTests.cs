using Carillon.Testing.Simulation;
using Carillon.TestSupport;
using NodaTime;
using Shouldly;
using Xunit;
using static Carillon.Testing.Tests.Simulation.StudyTimer;

namespace Carillon.Testing.Tests.Simulation;

public sealed class SimulatorTests
{
    [Fact]
    public void A_correct_machine_keeps_every_law_and_meets_every_accident()
    {
        var summary = Simulate(Bug.None).Histories(TestSize.Scale(500), seed: 7);

        summary.Histories.ShouldBe(TestSize.Scale(500));
        summary.Won.ShouldBeGreaterThan(1000);
        summary.Lost.ShouldBeGreaterThan(100);
        summary.Crashed.ShouldBeGreaterThan(100);
        summary.Copies.ShouldBeGreaterThan(100);
        summary.Settled.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("CountsCopies", "Copies of an event change nothing", "Spent is the sum of the charges")]
    [InlineData("EndsAtWorkerTime", "Sweeps and races change nothing", "A session ends at its last activity")]
    [InlineData("LosesUpdates", "Sweeps and races change nothing", "Spent is the sum of the charges")]
    [InlineData("KeysByWorkerTime", "A charge is receipted once")]
    [InlineData("PaysByWorkerTime", "An effect key has one payload")]
    [InlineData("LastBeatWins", "The order of delivery changes nothing", "Copies of an event change nothing")]
    [InlineData("Throws", "The machine never throws")]
    public void A_planted_bug_is_found_and_shrinks_to_at_most_six_events(string bug, params string[] laws)
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var failure = Simulate(Enum.Parse<Bug>(bug)).FirstFailure(500, seed).ShouldNotBeNull();

            laws.ShouldContain(failure.Law, failure.ToString());
            failure.Events.ShouldBeLessThanOrEqualTo(3, failure.ToString());
            failure.History.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(7, failure.ToString());
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_histories()
    {
        var first = Simulate(Bug.None).Replay(42).ToString();

        Simulate(Bug.None).Replay(42).ToString().ShouldBe(first);
        Simulate(Bug.None).Replay(43).ToString().ShouldNotBe(first);
    }

    [Fact]
    public void A_seed_means_the_same_on_every_platform_and_in_every_version()
    {
        var random = new SimulationRandom(0);

        random.NextUInt64().ShouldBe(0xE220A8397B1DCDAFUL);
        random.NextUInt64().ShouldBe(0x6E789E6AA1B965F4UL);
        random.NextUInt64().ShouldBe(0x06C45D188009454FUL);
    }

    [Fact]
    public void A_whole_history_replays_from_its_text()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var history = Simulate(Bug.None).Replay(seed);

            Simulate(Bug.None).Replay(history.ToString()).ToString().ShouldBe(history.ToString());
        }
    }

    [Fact]
    public void A_failure_replays_from_its_seed_and_from_its_printed_text()
    {
        var simulator = Simulate(Bug.LosesUpdates);
        var failure = Should.Throw<SimulationFailedException>(() => simulator.Histories(500, 3)).Failure;

        simulator.Judge(simulator.Replay(failure.Seed)).ShouldNotBeNull();
        simulator.Judge(simulator.Replay(failure.ToString())).ShouldBe($"{failure.Law}: {failure.Wrong}");
        Simulate(Bug.None).Judge(Simulate(Bug.None).Replay(failure.History)).ShouldBeNull("the repaired machine keeps the law");
    }

    [Theory]
    [InlineData("", "no line 'seed N start INSTANT'")]
    [InlineData("seed 1 start 2026-01-01T00:00:00Z\n 1. tomorrow w0 writes", "Line 2 is not a step: '1. tomorrow w0 writes'")]
    [InlineData("seed 1 start 2026-01-01T00:00:00Z\n 1. +later w0 writes", "Line 2: '+later' is not a time")]
    [InlineData("seed 1 start 2026-01-01T00:00:00Z\n 1. +00:00:00 w99999999999 writes", "Line 2: '99999999999' is out of range")]
    [InlineData("seed 99999999999999999999 start 2026-01-01T00:00:00Z", "'99999999999999999999' is not a seed")]
    public void A_garbled_history_is_refused_with_its_line(string text, string expected) =>
        Should.Throw<FormatException>(() => Simulate(Bug.None).Replay(text)).Message.ShouldContain(expected);

    [Fact]
    public void With_worker_clocks_now_may_go_back_which_the_database_clock_never_does()
    {
        var skewed = new SimulationOptions { Workers = new() { Now = NowSource.Worker, MaxSkew = Duration.FromMinutes(3) } };

        Backwards(new()).ShouldBe(0);
        Backwards(skewed).ShouldBeGreaterThan(0);

        static int Backwards(SimulationOptions options)
        {
            var reads = Simulate(Bug.None).With(options).Replay(5).Steps
                .Where(step => step.Outcome == Testing.Simulation.Histories.StepOutcome.Seen).Select(step => step.Now).ToArray();
            return reads.Zip(reads.Skip(1)).Count(pair => pair.Second < pair.First);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var simulator = Simulate(Bug.None);

        Should.Throw<ArgumentOutOfRangeException>(() => simulator.With(new() { Network = new() { Loss = 1.5 } })).ParamName.ShouldBe("Network.Loss");
        Should.Throw<ArgumentOutOfRangeException>(() => simulator.With(new() { Network = new() { Delay = double.NaN } })).ParamName.ShouldBe("Network.Delay");
        Should.Throw<ArgumentOutOfRangeException>(() => simulator.With(new() { Workers = new() { Count = 0 } })).ParamName.ShouldBe("Workers.Count");
        Should.Throw<ArgumentOutOfRangeException>(() => simulator.With(new() { EventInterval = -Duration.Epsilon })).ParamName.ShouldBe("EventInterval");
        Should.Throw<ArgumentOutOfRangeException>(() => simulator.Histories(0, 1)).ParamName.ShouldBe("count");
    }

    [Fact]
    public void A_guard_that_never_holds_ends_and_is_reported_by_no_write_being_won()
    {
        var stuck = Simulator.Of(With(Bug.None).GuardedBy((_, _) => false), Source);

        var summary = stuck.Histories(3, 1);

        summary.Won.ShouldBe(0);
        summary.Lost.ShouldBeGreaterThan(0);
    }
}
