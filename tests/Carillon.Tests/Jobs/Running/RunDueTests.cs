using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Tenancy;
using Carillon.Tests.Jobs.Runs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Running;

public sealed class RunDueTests
{
    [Fact]
    public async Task Everything_due_is_done_and_reported_line_by_line()
    {
        var ledger = new StepJob.Ledger();
        await using var bench = new RunnerBench(b =>
        {
            b.Services.AddSingleton(ledger);
            b.AddJob<StepJob, StepJob.Args>("test.steps", j => j.Every(Duration.FromMinutes(1)).WithArgs(new(["one"])));
        });
        var context = new OperationContext(bench.Services) { Tenant = FakeTenants.Acme };
        await bench.InvokeAsync("run-due", new RunDueInput(), context);
        bench.Sweep.Add(bench.Clock.Now);
        bench.Go(bench.Clock.Now + Duration.FromMinutes(1));

        var output = (RunDueOutput)(await bench.InvokeAsync("run-due", new RunDueInput(), context))!;

        context.ExitCode.ShouldBe(OperationExitCode.Success);
        output.Work.Select(w => (w.Work, w.Outcome, w.Acted)).ShouldBe([("test.sweep", "complete", 1L), ("test.steps", "succeeded", 2L)]);
        ledger.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_tenant_out_of_reach_is_partial_and_all_of_them_failed()
    {
        await using var bench = new RunnerBench();
        bench.Tenants.OnBegin = tenant => tenant == FakeTenants.Beta ? new FakeDatabaseException(transient: true) : null;
        var runDue = bench.Services.GetRequiredService<IRunDue>();

        var report = await runDue.RunAsync(new(), TestContext.Current.CancellationToken);
        report.ExitCode.ShouldBe(OperationExitCode.Partial);
        report.Tenants.Single(t => !t.IsComplete).Problems.ShouldBe([new DueProblem("test.sweep", "FakeDatabaseException: The database said no.")]);

        bench.Tenants.OnBegin = _ => new FakeDatabaseException(transient: true);
        (await runDue.RunAsync(new(), TestContext.Current.CancellationToken)).Tenants.ShouldAllBe(t => !t.IsComplete);
    }

    [Fact]
    public async Task Work_that_another_holds_is_never_success()
    {
        await using var bench = new RunnerBench();
        bench.Sweep.LockElsewhere(bench.Sweep.Add(bench.Clock.Now));

        var report = await bench.Services.GetRequiredService<IRunDue>().RunAsync(new(), TestContext.Current.CancellationToken);

        report.ExitCode.ShouldBe(OperationExitCode.Partial);
    }

    [Fact]
    public async Task Jobs_are_listed_and_run_by_name()
    {
        var ledger = new StepJob.Ledger();
        await using var bench = new RunnerBench(b =>
        {
            b.Services.AddSingleton(ledger);
            b.AddJob<StepJob, StepJob.Args>("test.steps", j => j.Every(Duration.FromMinutes(90)).WithArgs(new(["one"])));
        });
        bench.Sweep.Add(bench.Clock.Now);
        var context = new OperationContext(bench.Services) { Tenant = FakeTenants.Acme };

        var list = (ListJobsOutput)(await bench.InvokeAsync("jobs.list", new ListJobsInput(), context))!;
        var sweep = (RunJobOutput)(await bench.InvokeAsync("jobs.run", new RunJobInput("test.sweep"), context))!;
        var job = (RunJobOutput)(await bench.InvokeAsync("jobs.run", new RunJobInput("test.steps"), context))!;

        list.Jobs.Select(j => (j.Name, j.Kind, j.Trigger)).ShouldBe([("cleanup", "work", "when due"), ("queue.dispatch", "work", "when due"), ("test.steps", "job", "every 0:01:30:00"), ("test.sweep", "sweep", "when due")]);
        sweep.ShouldBe(new RunJobOutput(null, "complete", 1, 1, null));
        await Should.ThrowAsync<ArgumentException>(async () => await bench.InvokeAsync("jobs.run", new RunJobInput("test.sweep", "garbage"), new(bench.Services) { Tenant = FakeTenants.Acme }));
        job.Outcome.ShouldBe("succeeded");
        ledger.Calls.ShouldBe(1);
        context.ExitCode.ShouldBe(OperationExitCode.Success);
        var noted = await bench.Services.GetRequiredService<IAuditLog>().ListAsync(new() { Tenant = FakeTenants.Acme, Action = AuditActions.JobRequested }, TestContext.Current.CancellationToken);
        noted.Select(n => n.Note.Subject).ShouldBe(["test.steps", "test.sweep"], ignoreOrder: true);
    }
}
