using System.Collections.Concurrent;
using Carillon.Jobs;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs;

/// <summary>The embedded runner with its real thread and clock, on real databases.</summary>
public sealed class RunnerLoopTests
{
    public static TheoryData<string> Kinds => [.. TestInstallation.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_started_host_runs_what_is_asked_for_and_drains_at_its_end(string kind)
    {
        var ct = TestContext.Current.CancellationToken;
        var ran = new ConcurrentQueue<string>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var installation = await TestInstallation.StartAsync(kind, ct, b =>
        {
            b.Services.AddSingleton(ran).AddSingleton(done);
            b.AddJob<Noting, Noting.Args>("test.note");
        });
        var tenant = await installation.AddTenantAsync("acme", ct);
        var runner = installation.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "RunnerLoop");
        await runner.StartAsync(ct);

        var jobs = installation.Services.GetRequiredService<IJobs>();
        var receipt = await jobs.RunNowAsync(new("test.note"), tenant.Id, """{"text":"hello"}""", null, ct);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
        await runner.StopAsync(ct);

        ran.ShouldBe(["hello"]);
        (await jobs.FindAsync(receipt.RunId, ct))!.ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(RunState.Succeeded),
            r => r.Outcome!.Counts.ShouldBe(new WorkCounts(Due: 1, Acted: 1, OldestOverdue: Duration.FromSeconds(2))));
    }

    private sealed class Noting(ConcurrentQueue<string> ran, TaskCompletionSource done) : IJob<Noting.Args>
    {
        public async ValueTask<JobResult> RunAsync(Args args, JobContext context, CancellationToken cancellationToken)
        {
            await using (var transaction = await context.BeginAsync(cancellationToken))
            {
                await transaction.CommitAsync(cancellationToken);
            }

            ran.Enqueue(args.Text);
            done.TrySetResult();
            return new JobResult.Complete(new WorkCounts(Due: 1, Acted: 1, OldestOverdue: Duration.FromSeconds(2)));
        }

        internal sealed record Args(string Text);
    }
}
