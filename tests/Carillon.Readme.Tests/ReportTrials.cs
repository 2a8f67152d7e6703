using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using NodaTime;

namespace Carillon.Readme.Tests;

public sealed record TrialReport(int Days);

public sealed class ReportTrials : IJob<TrialReport>
{
    public async ValueTask<JobResult> RunAsync(TrialReport args, JobContext context, CancellationToken cancellationToken)
    {
        var until = context.DueAt;   // not when a worker came by
        var from = until - Duration.FromDays(args.Days);
        await using var tx = await context.BeginAsync(cancellationToken);   // this attempt still owns the run
        await tx.ExecuteAsync(
            $"""
             INSERT INTO trial_report (tenant_id, run_id, until, ended)
             SELECT {tx.Tenant}, {context.RunId}, {until}, count(*) FROM trial
             WHERE tenant_id = {tx.Tenant} AND ended_at >= {from} AND ended_at < {until}
             ON CONFLICT DO NOTHING
             """,
            cancellationToken);
        var done = new JobResult.Complete(new WorkCounts(Due: 1, Acted: 1));
        await context.FinishAsync(tx, done, cancellationToken);   // the report and the end of the run are one commit
        await tx.CommitAsync(cancellationToken);
        return done;
    }
}
