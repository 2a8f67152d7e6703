using NodaTime;

namespace Carillon.Jobs;

/// <summary>What running a sweep for one tenant did.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Counts">What was found and done, counted after commit.</param>
/// <param name="Next">The next wake-up that is waiting; null when there is none.</param>
public sealed record SweepReport(JobName Sweep, WorkCounts Counts, Instant? Next)
{
    /// <summary>Items that were looked at and not due after all: their deadline had moved, and they got a new wake-up.</summary>
    public long Rearmed { get; init; }

    /// <summary>True when the time budget of the run ended before the due work did.</summary>
    public bool BudgetExhausted { get; init; }

    /// <summary>What people should know of it; null when the counts say it all.</summary>
    public string? Note { get; init; }

    /// <summary>The honest outcome.</summary>
    public JobResult Outcome => BudgetExhausted ? new JobResult.Partial(Counts) : JobResult.From(Counts);
}
