namespace Carillon.Jobs;

/// <summary>Makes the job from the services of its scope, reads its arguments and runs it.</summary>
internal delegate ValueTask<JobResult> JobInvocation(string argsJson, JobContext context, CancellationToken cancellationToken);
