using Carillon.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Running;

/// <summary>Who has called <c>AddCarillon</c> has the runner.</summary>
public sealed class EmbeddedRunnerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_started_host_does_its_work_without_being_asked_to()
    {
        await using var bench = new RunnerBench();
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Sweep.OnSettle = (_, _) => settled.TrySetResult();
        await bench.AddAsync(bench.Clock.Now - Duration.FromMinutes(1));
        var runner = bench.Services.GetServices<IHostedService>().ShouldHaveSingleItem();

        await runner.StartAsync(Ct);

        await settled.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await runner.StopAsync(Ct);
    }

    [Fact]
    public async Task Its_options_can_be_set_twice_and_it_is_there_once()
    {
        await using var bench = new RunnerBench(b => b.AddRunner(o => o.Parallelism = 3).AddRunner(o => o.Slice = Duration.FromSeconds(2)).Services.AddCarillon(_ => { }));

        bench.Services.GetServices<IHostedService>().ShouldHaveSingleItem();
        bench.Services.GetRequiredService<IOptions<RunnerOptions>>().Value.ShouldSatisfyAllConditions(
            o => o.Parallelism.ShouldBe(3),
            o => o.Slice.ShouldBe(Duration.FromSeconds(2)));
    }

    [Fact]
    public async Task Switched_off_it_ends_at_once()
    {
        await using var bench = new RunnerBench(b => b.AddRunner(o => o.Mode = RunnerMode.Off));
        var runner = (BackgroundService)bench.Services.GetServices<IHostedService>().ShouldHaveSingleItem();

        await runner.StartAsync(Ct);

        await runner.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await runner.StopAsync(Ct);
    }
}
