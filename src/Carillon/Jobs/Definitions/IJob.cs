namespace Carillon.Jobs;

/// <summary>A job: gets its arguments and the context of the run, says how it went.</summary>
/// <typeparam name="TArgs">What the job needs, kept as JSON: a record with opaque ids only.</typeparam>
public interface IJob<in TArgs>
    where TArgs : class
{
    /// <summary>
    /// Does the work. It may be called again for the same run: effects go through <see cref="JobContext.BeginAsync"/> and have keys that
    /// follow from the run and the step. The token fires on timeout, loss of the run and shutdown.
    /// </summary>
    ValueTask<JobResult> RunAsync(TArgs args, JobContext context, CancellationToken cancellationToken);
}
