using Carillon.Operations;
using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Claims runs and takes them through the pipeline.</summary>
internal sealed class RunExecutor(JobCatalog jobs, IRunStore store, RunPipeline pipeline)
{
    public async ValueTask<IReadOnlyList<JobRun>> ClaimAsync(TenantId? tenant, Guid? runId, int limit, CancellationToken cancellationToken) =>
        jobs.All.Count == 0
            ? []
            : await store.ClaimAsync(new(jobs.Known, LeaseStep.Length, limit) { Tenant = tenant, RunId = runId }, cancellationToken).ConfigureAwait(false);

    public ValueTask<RunReport> RunAsync(JobRun claimed, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        var definition = jobs.Find(claimed.Payload.Definition)
            ?? throw new InvalidOperationException($"Run {claimed.Id} of job '{claimed.Payload.Definition}' was claimed, but the job is unknown here.");
        var attempt = progress is null ? new RunAttempt(claimed, definition) : new RunAttempt(claimed, definition) { Progress = progress };
        return pipeline.RunAsync(attempt, cancellationToken);
    }
}
