using NodaTime;

namespace Carillon.Jobs;

/// <summary>The outcome of a job as its handler tells it; the core derives the run's state from it.</summary>
public abstract record JobResult
{
    private JobResult()
    {
    }

    /// <summary>All work that was due is done.</summary>
    /// <param name="Counts">What was found and done.</param>
    public sealed record Complete(WorkCounts Counts = default) : JobResult;

    /// <summary>There was nothing to do.</summary>
    public sealed record NothingDue : JobResult;

    /// <summary>Some of the work that was due is not done: it failed, or another worker had it.</summary>
    /// <param name="Counts">What was found and done.</param>
    public sealed record Partial(WorkCounts Counts) : JobResult;

    /// <summary>Failed for now; run it again.</summary>
    /// <param name="After">Not sooner than after this time; null leaves it to the job's retry policy.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Retry(Duration? After, string Reason) : JobResult;

    /// <summary>Not yet; run it at this instant. It does not count as an attempt.</summary>
    /// <param name="Until">When.</param>
    public sealed record Snooze(Instant Until) : JobResult;

    /// <summary>No longer wanted.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Cancel(string Reason) : JobResult;

    /// <summary>Can never succeed; kept in the failed store.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Discard(string Reason) : JobResult;

    /// <summary>The job could not see whether work is due: an outage, never "nothing to do".</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Blind(string Reason) : JobResult;

    /// <summary>The honest result for counts: nothing due, complete, or partial when due work is left undone.</summary>
    public static JobResult From(WorkCounts counts) =>
        counts.Due == 0 && counts.LostRace == 0 && counts.Failed == 0 ? new NothingDue()
        : counts.LostRace > 0 || counts.Failed > 0 || counts.Acted < counts.Due ? new Partial(counts)
        : new Complete(counts);
}
