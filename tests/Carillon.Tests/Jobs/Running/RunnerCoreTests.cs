using Carillon.Jobs;
using Carillon.Tests.Jobs.Runs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Running;

public sealed class RunnerCoreTests
{
    [Fact]
    public async Task Work_is_done_at_its_due_instant_and_idle_tenants_are_left_alone()
    {
        await using var bench = new RunnerBench();
        await bench.StepAsync();
        var due = bench.Clock.Now + Duration.FromMinutes(2);
        var id = await bench.AddAsync(due);
        (await bench.StepAsync()).Next.ShouldBe(due);
        var reads = bench.Tenants.ReadsOpened;

        bench.Go(due - Duration.FromMilliseconds(1));
        await bench.StepAsync();
        bench.Tenants.ReadsOpened.ShouldBe(reads);
        bench.Sweep.Rows[id].Settled.ShouldBe(0);

        bench.Go(due);
        (await bench.StepAsync()).Next.ShouldBeNull();
        bench.Sweep.Rows[id].Settled.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_whose_hint_was_lost_is_found_by_the_probe()
    {
        await using var bench = new RunnerBench();
        await bench.StepAsync();
        bench.Sweep.Add(bench.Clock.Now);
        await bench.StepAsync();
        bench.Sweep.Settled.ShouldBeEmpty();

        for (var i = 0; i < 60; i++)
        {
            bench.Go(bench.Clock.Now + Duration.FromSeconds(5));
            await bench.StepAsync();
        }

        bench.Sweep.Rows.Values.Single().Settled.ShouldBe(1);
    }

    [Fact]
    public async Task A_tenant_that_fails_does_not_stop_the_others_and_is_tried_again_after_a_wait()
    {
        await using var bench = new RunnerBench();
        bench.Tenants.OnBegin = tenant => tenant == FakeTenants.Beta ? new FakeDatabaseException(transient: true) : null;
        bench.Sweep.Add(bench.Clock.Now);

        var step = await bench.StepAsync();

        bench.Sweep.Rows.Values.Single().Settled.ShouldBe(1);
        step.Next.ShouldBe(bench.Clock.Now + Duration.FromSeconds(1));
    }

    [Fact]
    public async Task Work_that_another_holds_is_tried_again_soon_and_not_at_once()
    {
        await using var bench = new RunnerBench();
        var id = bench.Sweep.Add(bench.Clock.Now);
        bench.Sweep.LockElsewhere(id);

        (await bench.StepAsync()).Next.ShouldBe(bench.Clock.Now + Duration.FromMilliseconds(50));
    }

    [Fact]
    public async Task A_job_runs_every_period_without_drift_and_missed_occurrences_run_once()
    {
        var ledger = new StepJob.Ledger();
        await using var bench = new RunnerBench(b =>
        {
            b.Services.AddSingleton(ledger);
            b.AddJob<StepJob, StepJob.Args>("test.steps", j => j.Every(Duration.FromMinutes(10)).WithArgs(new(["one"])));
        });
        var start = bench.Clock.Now;
        (await bench.StepAsync()).Next.ShouldBe(start + Duration.FromMinutes(10));
        ledger.Calls.ShouldBe(0);

        bench.Go(start + Duration.FromMinutes(10) + Duration.FromSeconds(3));
        (await bench.StepAsync()).Next.ShouldBe(start + Duration.FromMinutes(20));
        ledger.Calls.ShouldBe(2, "one for each tenant");

        bench.Go(start + Duration.FromMinutes(75));
        await bench.StepAsync();
        ledger.Calls.ShouldBe(4);
        bench.Services.GetRequiredService<InMemoryRunStore>().Runs.Select(r => r.DueAt).Distinct()
            .ShouldBe([start + Duration.FromMinutes(10), start + Duration.FromMinutes(70)]);
    }

    [Fact]
    public async Task A_run_on_request_is_done_with_the_given_arguments()
    {
        var ledger = new StepJob.Ledger();
        await using var bench = new RunnerBench(b =>
        {
            b.Services.AddSingleton(ledger);
            b.AddJob<StepJob, StepJob.Args>("test.steps");
        });
        var ct = TestContext.Current.CancellationToken;
        var jobs = bench.Services.GetRequiredService<IJobs>();

        var first = await jobs.RunNowAsync(new("test.steps"), FakeTenants.Acme, """{"steps":["x"]}""", "cmd-1", ct);
        var again = await jobs.RunNowAsync(new("test.steps"), FakeTenants.Acme, """{"steps":["x"]}""", "cmd-1", ct);
        await bench.StepAsync();

        again.ShouldBe(new RunReceipt(first.RunId, RunInsertion.Exists));
        ledger.Effects.Keys.ShouldBe([$"{first.RunId}/x"]);
        (await jobs.FindAsync(first.RunId, ct))!.State.ShouldBe(RunState.Succeeded);
    }
}
