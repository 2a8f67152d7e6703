using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

/// <summary>The only step of a queued run that catches: it turns whatever happened into a verdict, which is recorded together with others.</summary>
internal sealed partial class QueueRecordingStep(ILogger<QueueRecordingStep> logger) : IRunStep
{
    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        RunEnd end = new RunEnd.Lost();
        var run = attempt.Run;
        try
        {
            end = await next(attempt, cancellationToken).ConfigureAwait(false);
            attempt.Verdict = end is RunEnd.Returned returned ? RunVerdict.Of(returned.Value, run, attempt.Definition.Retry) : null;
        }
        catch (RunLostException)
        {
            attempt.Verdict = null;
        }
        catch (Exception error) when (error is TenantNotActiveException or TenantNotFoundException)
        {
            attempt.Verdict = RunVerdict.HandBack("The tenant is out of service.");
        }
        catch (Exception error)
        {
            attempt.Verdict = RunVerdict.OfFailure(attempt, error);
            if (attempt.Interruption == RunInterruption.None)
            {
                LogFailed(error, run.Payload.Definition, run.Tenant, run.Id, run.Attempt);
            }
        }

        if (attempt.Context?.Finished is { } finished)
        {
            attempt.Verdict = null;
            attempt.Report = new(run.Id, run.Tenant, run.Payload.Definition, finished.State, finished.Counts, finished.Reason);
        }
        else
        {
            attempt.Report = attempt.Verdict is { } verdict
                ? new(run.Id, run.Tenant, run.Payload.Definition, verdict.State, verdict.Counts, verdict.Reason)
                : new(run.Id, run.Tenant, run.Payload.Definition, RunState.Running, new WorkCounts(LostRace: 1), "Another worker has the run.");
        }

        return end;
    }
}
