using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Running;

/// <summary>A host that stops lets work that has begun end, but not for ever.</summary>
public sealed class DrainTests
{
    // A stop that never comes to its end is waited for no longer than this: it ends the test, and says nothing about speed.
    private const int Patience = 60_000;

    private static readonly Duration Limit = Duration.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Work_that_ends_within_the_limit_is_not_cancelled()
    {
        var (time, work) = (new ManualTimeProvider(), new SlowWork());
        await using var bench = Bench(time, work);
        var runner = Runner(bench);
        await runner.StartAsync(Ct);
        await work.Begun.WaitAsync(Ct);

        var stop = runner.StopAsync(Ct);
        time.Advance(Limit - Duration.FromSeconds(1));
        stop.IsCompleted.ShouldBeFalse();
        work.End();
        await stop.WaitAsync(Ct);

        work.WasCancelled.ShouldBeFalse();
    }

    [Fact(Timeout = Patience)]
    public async Task Work_that_goes_on_is_cancelled_at_the_limit_and_its_end_is_awaited()
    {
        var (time, work) = (new ManualTimeProvider(), new SlowWork());
        await using var bench = Bench(time, work);
        var runner = Runner(bench);
        await runner.StartAsync(Ct);
        await work.Begun.WaitAsync(Ct);

        var began = time.GetTimestamp();
        var stop = runner.StopAsync(Ct);
        while (!stop.IsCompleted)
        {
            Ct.ThrowIfCancellationRequested();
            await Task.Yield();
            time.Advance(Duration.FromMilliseconds(1));
        }

        await stop;
        work.WasCancelled.ShouldBeTrue();
        time.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(Limit.ToTimeSpan());
    }

    private static RunnerBench Bench(ManualTimeProvider time, SlowWork work) => new(b =>
    {
        b.Services.AddSingleton<TimeProvider>(time).AddSingleton<IDueWork>(work);
        b.AddRunner(o => o.DrainLimit = Limit);
    });

    private static RunnerLoop Runner(RunnerBench bench) => bench.Services.GetServices<IHostedService>().OfType<RunnerLoop>().Single();

    private sealed class SlowWork : IDueWork
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public JobName Name { get; } = new("test.slow");

        public Task Begun => _begun.Task;

        public bool WasCancelled { get; private set; }

        public void End() => _end.TrySetResult();

        public async ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            try
            {
                await _end.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                WasCancelled = true;
                throw;
            }

            return new(Name, default, null);
        }

        public ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken) => ValueTask.FromResult<Instant?>(null);
    }
}
