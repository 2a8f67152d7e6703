using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

internal static class RunJobOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<RunJobInput, RunJobOutput>(
        "jobs.run", OperationKind.Command, OperationScope.Tenant, "Run a job or sweep of a tenant now and wait for its end.", RunAsync);

    private static async ValueTask<RunJobOutput> RunAsync(RunJobInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var name = new JobName(input.Job);
        var tenant = context.Tenant!.Value;
        var work = context.Services.GetRequiredService<DueWorkCatalog>();
        if (input.Args is not null && work.Names.Contains(name))
        {
            throw new ArgumentException($"'{name}' is no job: it takes no arguments.");
        }

        var note = new AuditNote(context.Actor, AuditActions.JobRequested) { Tenant = tenant, Subject = name.Value };
        await context.Services.GetRequiredService<IAuditLog>().AppendAsync(note, cancellationToken).ConfigureAwait(false);
        return work.Names.Contains(name)
            ? await SettleAsync(work.Find(name, SweepScan.Everything), tenant, context, cancellationToken).ConfigureAwait(false)
            : await RunAsync(name, tenant, input.Args, context, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<RunJobOutput> SettleAsync(IDueWork work, TenantId tenant, OperationContext context, CancellationToken cancellationToken)
    {
        var budget = context.Services.GetRequiredService<IOptions<SweepOptions>>().Value.BudgetPerTenant;
        var report = await work.RunAsync(tenant, budget, cancellationToken).ConfigureAwait(false);
        var left = report.BudgetExhausted || JobResult.From(report.Counts) is JobResult.Partial;
        context.Exit(left ? OperationExitCode.Partial : OperationExitCode.Success);
        return new(null, left ? "partial" : "complete", report.Counts.Due, report.Counts.Acted, null);
    }

    private static async ValueTask<RunJobOutput> RunAsync(
        JobName name, TenantId tenant, string? args, OperationContext context, CancellationToken cancellationToken)
    {
        var receipt = await context.Services.GetRequiredService<IJobs>()
            .RunNowAsync(name, tenant, args, context.CommandId, cancellationToken).ConfigureAwait(false);
        var runs = context.Services.GetRequiredService<RunExecutor>();
        var claimed = await runs.ClaimAsync(tenant, receipt.RunId, 1, cancellationToken).ConfigureAwait(false);
        if (claimed is [var run])
        {
            var report = await runs.RunAsync(run, context.Progress, cancellationToken).ConfigureAwait(false);
            context.Exit(ExitCode(report.State));
            return new(report.RunId, JsonNamingPolicy.CamelCase.ConvertName(report.State.ToString()), report.Counts.Due, report.Counts.Acted, report.Reason);
        }

        context.Exit(OperationExitCode.Partial);
        return receipt.Insertion == RunInsertion.Overlaps
            ? new(null, "notStarted", 0, 0, "A run of this job is live for the tenant.")
            : new(receipt.RunId, "takenByAnother", 0, 0, "Another worker has the run, or it has ended.");
    }

    private static int ExitCode(RunState state) => state switch
    {
        RunState.Succeeded => OperationExitCode.Success,
        RunState.Failed or RunState.Discarded or RunState.Abandoned => OperationExitCode.Failed,
        _ => OperationExitCode.Partial,
    };
}
