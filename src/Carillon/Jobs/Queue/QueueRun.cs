namespace Carillon.Jobs;

/// <summary>A claimed run in this host.</summary>
internal sealed class QueueRun(JobRun run, JobDefinition definition) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public RunAttempt Attempt { get; } = new(run, definition);

    public JobRun Run => Attempt.Run;

    /// <summary>Fires on shutdown, loss and cancellation.</summary>
    public CancellationToken Stops => _stop.Token;

    /// <summary>Set once another worker may have the run: its end is not ours to record.</summary>
    public bool IsLost { get; private set; }

    public void Lose()
    {
        IsLost = true;
        Interrupt(RunInterruption.LeaseLost);
    }

    public void Cancel(string reason)
    {
        Attempt.CancelReason = reason;
        Interrupt(RunInterruption.Cancelled);
    }

    public void Interrupt(RunInterruption reason)
    {
        Attempt.Interrupt(reason);
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
