using Carillon.Tenancy;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>A tenant that keeps failing is left out for a growing time, and comes back by itself.</summary>
public sealed class FanOutCircuitTests : IDisposable
{
    private static readonly TenantFanOutOptions Options =
        new() { Circuit = new("test") { Failures = 3, First = Duration.FromMinutes(1), Longest = Duration.FromMinutes(5) } };

    private readonly FanOutBench _bench = new([FanOutBench.NewTenant("bad"), FanOutBench.NewTenant("good")]);
    private bool _isMended;
    private int _tries;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task It_is_left_out_after_some_failures_and_then_for_twice_as_long_each_time()
    {
        var tried = new List<int>();
        for (var minute = 0; minute < 30; minute++)
        {
            var result = await RunAsync();
            if (result.Outcome == TenantOutcome.Failed)
            {
                tried.Add(minute);
            }
            else
            {
                result.Outcome.ShouldBe(TenantOutcome.LeftOut);
                result.Attempts.ShouldBe(0);
                var error = result.Error.ShouldBeOfType<TenantLeftOutException>();
                error.Message.ShouldContain("broken");
                error.State.OpenUntil!.Value.ShouldBeGreaterThan(_bench.Clock.GetCurrentInstant());
            }

            _bench.Clock.Advance(Duration.FromMinutes(1));
        }

        // A minute after the third failure, then after two, four, and five each time.
        tried.ShouldBe([0, 1, 2, 3, 5, 9, 14, 19, 24, 29]);
        _bench.Circuits.List("test").ShouldHaveSingleItem().Failures.ShouldBe(tried.Count);
        _bench.Circuits.List("other").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_try_that_succeeds_brings_it_back()
    {
        await FailAsync(3);
        _isMended = true;
        (await RunAsync()).Outcome.ShouldBe(TenantOutcome.LeftOut);
        _bench.Clock.Advance(Duration.FromMinutes(1));
        (await RunAsync()).Outcome.ShouldBe(TenantOutcome.Succeeded);
        _bench.Circuits.List("test").ShouldBeEmpty();
        _isMended = false;
        await FailAsync(2);
        (await RunAsync()).Outcome.ShouldBe(TenantOutcome.Failed, "it counts anew");
    }

    [Fact]
    public async Task Someone_who_has_mended_it_need_not_wait()
    {
        await FailAsync(3);
        _isMended = true;
        _bench.Circuits.Reset("test", TenantId.Parse("bad"));
        (await RunAsync()).Outcome.ShouldBe(TenantOutcome.Succeeded);
    }

    [Fact]
    public async Task Of_several_runs_at_the_end_of_its_time_one_tries()
    {
        await FailAsync(3);
        _bench.Clock.Advance(Duration.FromMinutes(1));
        var circuit = Options.Circuit!;
        var bad = TenantId.Parse("bad");
        var refusals = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _bench.Circuits.Refusal(circuit, bad), Ct)));
        refusals.Count(r => r is null).ShouldBe(1);

        // A try that was cancelled says nothing: the next may come at once.
        _bench.Circuits.Note(circuit, bad, TenantOutcome.Cancelled, null);
        (await RunAsync()).Outcome.ShouldBe(TenantOutcome.Failed);
        (await RunAsync()).Outcome.ShouldBe(TenantOutcome.LeftOut);
    }

    [Fact]
    public async Task Attempts_of_one_run_count_as_one_failure_and_a_try_has_all_of_them()
    {
        var options = Options with { Retry = new() { Attempts = 3 } };
        for (var run = 0; run < 3; run++)
        {
            (await RunAsync(options)).Attempts.ShouldBe(3);
        }

        (await RunAsync(options)).Outcome.ShouldBe(TenantOutcome.LeftOut);
        _bench.Clock.Advance(Duration.FromMinutes(1));
        (await RunAsync(options)).Attempts.ShouldBe(3);
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await RunAsync()).Outcome.ShouldBe(TenantOutcome.Failed);
        }
    }

    private async Task<TenantResult<bool>> RunAsync(TenantFanOutOptions? options = null)
    {
        var report = await _bench.RunAsync(
            options ?? Options,
            (tenant, _) => tenant.Id.Value == "bad" && !_isMended ? throw new IOException($"broken {++_tries}") : ValueTask.FromResult(true),
            Ct);
        report.Results[1].Outcome.ShouldBe(TenantOutcome.Succeeded);
        return report.Results[0];
    }
}
