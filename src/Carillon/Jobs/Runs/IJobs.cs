using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Asks for runs.</summary>
public interface IJobs
{
    /// <summary>Asks for a run of a job now; a runner takes it up.</summary>
    /// <param name="job">The job.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="argsJson">The arguments as JSON; null for those of the definition.</param>
    /// <param name="commandId">Names the request, so that repeating it asks for no second run; null for a request of its own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The job is unknown, or the arguments are not its own.</exception>
    ValueTask<RunReceipt> RunNowAsync(JobName job, TenantId tenant, string? argsJson, string? commandId, CancellationToken cancellationToken);

    /// <summary>The run, or null when there is none.</summary>
    ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken);
}
