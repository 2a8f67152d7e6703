namespace Carillon.Jobs;

/// <summary>A run that is to be put into a queue.</summary>
/// <param name="Run">The run; its id is unique in the tenant.</param>
/// <param name="Options">How it was enqueued.</param>
public sealed record NewQueuedJob(JobRun Run, EnqueueOptions Options);
