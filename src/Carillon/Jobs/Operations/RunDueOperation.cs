using System.Text.Json;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Jobs;

internal static class RunDueOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<RunDueInput, RunDueOutput>(
        "run-due", OperationKind.Command, OperationScope.AnyTenant, "Do everything that is due now, once, and exit.", RunAsync);

    private static async ValueTask<RunDueOutput> RunAsync(RunDueInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var request = new RunDueRequest { Tenant = context.Tenant, Parallelism = input.Parallelism, Progress = context.Progress };
        var report = await context.Services.GetRequiredService<IRunDue>().RunAsync(request, cancellationToken).ConfigureAwait(false);
        context.Exit(report.ExitCode);
        var counts = report.Counts;
        return new(report.Tenants.Count, counts.Due, counts.Acted, [.. report.Tenants.SelectMany(Lines)]);
    }

    private static IEnumerable<RunDueLine> Lines(TenantDueReport report)
    {
        var tenant = report.Tenant.Value;
        foreach (var work in report.Work.Where(w => w.Counts != default || w.BudgetExhausted))
        {
            var left = work.BudgetExhausted || JobResult.From(work.Counts) is JobResult.Partial;
            yield return RunDueLine.From(tenant, work.Sweep.Value, left ? "partial" : "complete", work.Counts, work.BudgetExhausted ? "The time budget ended." : work.Note);
        }

        foreach (var run in report.Runs)
        {
            yield return RunDueLine.From(tenant, run.Job.Value, JsonNamingPolicy.CamelCase.ConvertName(run.State.ToString()), run.Counts, run.Reason);
        }

        foreach (var problem in report.Problems)
        {
            yield return RunDueLine.From(tenant, problem.Work, "failed", default, problem.Error);
        }
    }
}
