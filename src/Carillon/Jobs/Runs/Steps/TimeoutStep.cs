namespace Carillon.Jobs;

/// <summary>Stops an attempt that takes too long.</summary>
internal sealed class TimeoutStep(TimeProvider time) : IRunStep
{
    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        // Not linked to the limit: the reason must be known before the job's token fires.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limit = new CancellationTokenSource(attempt.Definition.Timeout.ToTimeSpan(), time);
        using var registration = limit.Token.Register(() =>
        {
            attempt.Interrupt(RunInterruption.Timeout);
            stop.Cancel();
        });
        return await next(attempt, stop.Token).ConfigureAwait(false);
    }
}
