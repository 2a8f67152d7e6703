using NodaTime;

namespace Carillon.Jobs;

/// <summary>What a result means for the run: an end, or another try.</summary>
internal sealed record RunVerdict(RunState State, WorkCounts Counts, string? Reason)
{
    private const int LongestReason = 1000;

    /// <summary>How to put the run back; null when the verdict is final.</summary>
    public RunPostponement? Postponement { get; private init; }

    public RunOutcome At(Instant now) => new(State, Counts, Reason is { Length: > LongestReason } ? Reason[..LongestReason] : Reason, now);

    /// <summary>The verdict of a result that ends the run; null when it does not.</summary>
    public static RunVerdict? Final(JobResult result) => result switch
    {
        JobResult.Complete r => new(RunState.Succeeded, r.Counts, null),
        JobResult.NothingDue => new(RunState.Succeeded, default, null),
        JobResult.Partial r => new(RunState.Partial, r.Counts, "Work that was due is left."),
        JobResult.Cancel r => new(RunState.Cancelled, default, r.Reason),
        JobResult.Discard r => new(RunState.Discarded, default, r.Reason),
        _ => null,
    };

    /// <summary>The verdict of a result.</summary>
    public static RunVerdict Of(JobResult result, JobRun run, RetryPolicy retry) => Final(result) ?? result switch
    {
        JobResult.Retry r => Again(run, retry, r.After, r.Reason),
        JobResult.Blind r => Again(run, retry, null, r.Reason),
        JobResult.Snooze r => new(RunState.Waiting, default, null)
        {
            Postponement = new(RunState.Waiting, Duration.Zero, null) { Until = r.Until, Attempts = 0 },
        },
        _ => throw new ArgumentException($"{result.GetType().Name} is no known result.", nameof(result)),
    };

    /// <summary>The verdict of a failure: another try, or the end after the last one.</summary>
    public static RunVerdict Again(JobRun run, RetryPolicy retry, Duration? after, string reason) =>
        run.Attempt >= retry.MaxAttempts
            ? new(RunState.Failed, default, reason)
            : new(RunState.Retrying, default, reason) { Postponement = new(RunState.Retrying, after ?? retry.After(run.Attempt, run.Id), reason) };

    /// <summary>The verdict of an attempt that threw; null when another worker may have the run.</summary>
    public static RunVerdict? OfFailure(RunAttempt attempt, Exception error) => attempt.Interruption switch
    {
        RunInterruption.Shutdown => HandBack("The host shut down."),
        RunInterruption.LeaseLost => null,
        RunInterruption.Cancelled => new(RunState.Cancelled, default, attempt.CancelReason),
        RunInterruption.Timeout => Again(attempt.Run, attempt.Definition.Retry, null, $"Took longer than {attempt.Definition.Timeout}."),
        _ => Again(attempt.Run, attempt.Definition.Retry, null, $"{error.GetType().Name}: {Printable.Clip(error.Message)}"),
    };

    /// <summary>The verdict of an attempt that was stopped through no fault of the job.</summary>
    public static RunVerdict HandBack(string reason) =>
        new(RunState.Waiting, default, reason) { Postponement = new(RunState.Waiting, Duration.Zero, reason) { Attempts = 0 } };

    /// <summary>The verdict when the tenant's database cannot take the outcome: the run stays, whatever the job said.</summary>
    public static RunVerdict Unreachable(JobRun run, RetryPolicy retry, string reason) =>
        new(RunState.Retrying, default, reason) { Postponement = new(RunState.Retrying, retry.After(run.Attempt, run.Id), reason) { Attempts = 0 } };
}
