namespace Carillon.Jobs;

/// <summary>What became of one claimed run: it has ended, or is put back.</summary>
public sealed record QueueSettlement
{
    /// <summary>A run that has ended; the store writes when, by its clock.</summary>
    /// <param name="run">The run as it was claimed.</param>
    /// <param name="state">A final state.</param>
    /// <param name="counts">What was found and done.</param>
    /// <param name="reason">Why, when it did not succeed.</param>
    public QueueSettlement(JobRun run, RunState state, WorkCounts counts, string? reason) =>
        (Run, State, Counts, Reason) = (run, state, counts, reason);

    /// <summary>A run that is put back.</summary>
    public QueueSettlement(JobRun run, RunPostponement postponement)
    {
        ArgumentNullException.ThrowIfNull(postponement);
        (Run, State, Reason, Postponement) = (run, postponement.State, postponement.Reason, postponement);
    }

    /// <summary>The run as it was claimed.</summary>
    public JobRun Run { get; }

    /// <summary>Where it is now.</summary>
    public RunState State { get; }

    /// <summary>What was found and done.</summary>
    public WorkCounts Counts { get; }

    /// <summary>Why it did not succeed.</summary>
    public string? Reason { get; }

    /// <summary>How it is put back; null when it has ended.</summary>
    public RunPostponement? Postponement { get; }
}
