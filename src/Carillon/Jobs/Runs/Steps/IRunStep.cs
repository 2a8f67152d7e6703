namespace Carillon.Jobs;

/// <summary>One concern of running a job, around the steps after it.</summary>
internal interface IRunStep
{
    ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken);
}
