using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

/// <summary>The only step that catches: it turns whatever happened into a record, first in the tenant's database, then in control.</summary>
internal sealed partial class RecordingStep(ITenantConnections connections, IRunMarks marks, IRunStore store, ILogger<RecordingStep> logger) : IRunStep
{
    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        RunEnd end = new RunEnd.Lost();
        RunVerdict? verdict = null;
        var run = attempt.Run;
        using var stop = new CancellationTokenSource();
        using var registration = cancellationToken.Register(() =>
        {
            attempt.Interrupt(RunInterruption.Shutdown);
            stop.Cancel();
        });
        try
        {
            end = await next(attempt, stop.Token).ConfigureAwait(false);
            verdict = end switch
            {
                RunEnd.Returned returned => RunVerdict.Of(returned.Value, run, attempt.Definition.Retry),
                RunEnd.WornOut => new(RunState.Abandoned, default, $"Its workers ended without a word in {run.Attempt - 1} attempts."),
                _ => null,
            };
        }
        catch (RunLostException)
        {
            end = new RunEnd.Lost();
        }
        catch (Exception error)
        {
            verdict = RunVerdict.OfFailure(attempt, error);
            if (attempt.Interruption == RunInterruption.None)
            {
                LogFailed(error, run.Payload.Definition, run.Tenant, run.Id, run.Attempt);
            }
        }

        // What is decided is recorded also while the host shuts down.
        attempt.Report = await RecordAsync(attempt, end, verdict, CancellationToken.None).ConfigureAwait(false);
        return end;
    }

    private async ValueTask<RunReport> RecordAsync(RunAttempt attempt, RunEnd end, RunVerdict? verdict, CancellationToken cancellationToken)
    {
        if (attempt.Context?.Finished is { } committed)
        {
            return await ProjectAsync(attempt.Run, committed, cancellationToken).ConfigureAwait(false);
        }

        if (verdict is null)
        {
            return end is RunEnd.AlreadyFinished found
                ? await ProjectAsync(attempt.Run, found.Outcome, cancellationToken).ConfigureAwait(false)
                : Lost(attempt.Run);
        }

        if (verdict.Postponement is { } postponement)
        {
            return await PostponeAsync(attempt.Run, verdict, postponement, cancellationToken).ConfigureAwait(false);
        }

        RunOutcome? outcome;
        try
        {
            outcome = await FinishAsync(attempt.Run, verdict, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogUnreachable(error, attempt.Run.Payload.Definition, attempt.Run.Tenant, attempt.Run.Id);
            var stays = RunVerdict.Unreachable(attempt.Run, attempt.Definition.Retry, $"The outcome could not be written: {Printable.Clip(error.Message)}");
            return await PostponeAsync(attempt.Run, stays, stays.Postponement!, cancellationToken).ConfigureAwait(false);
        }

        return outcome is null ? Lost(attempt.Run) : await ProjectAsync(attempt.Run, outcome, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RunOutcome?> FinishAsync(JobRun run, RunVerdict verdict, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(run.Tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var outcome = verdict.At(await transaction.NowAsync(cancellationToken).ConfigureAwait(false));
            if (await marks.FinishAsync(transaction, run.Id, run.Fence, outcome, cancellationToken).ConfigureAwait(false))
            {
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return outcome;
            }

            return (await marks.FindAsync(transaction, run.Id, cancellationToken).ConfigureAwait(false))?.Outcome;
        }
    }

    private async ValueTask<RunReport> ProjectAsync(JobRun run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            await store.ProjectAsync(run.Id, outcome, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The run has ended where it counts. Its lease in control expires, and the next claim finds the outcome.
            LogProjection(error, run.Payload.Definition, run.Tenant, run.Id);
        }

        return new(run.Id, run.Tenant, run.Payload.Definition, outcome.State, outcome.Counts, outcome.Reason);
    }

    private async ValueTask<RunReport> PostponeAsync(JobRun run, RunVerdict verdict, RunPostponement postponement, CancellationToken cancellationToken) =>
        await store.PostponeAsync(run.Id, run.Fence, postponement, cancellationToken).ConfigureAwait(false)
            ? new(run.Id, run.Tenant, run.Payload.Definition, verdict.State, verdict.Counts, verdict.Reason)
            : Lost(run);

    private RunReport Lost(JobRun run)
    {
        LogLost(run.Payload.Definition, run.Tenant, run.Id, run.Fence);
        return new(run.Id, run.Tenant, run.Payload.Definition, RunState.Running, new WorkCounts(LostRace: 1), "Another worker has the run.");
    }
}
