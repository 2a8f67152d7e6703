using System.Diagnostics;

namespace Carillon.Jobs;

/// <summary>A span per attempt, and its figures.</summary>
internal sealed class TelemetryStep(TimeProvider time) : IRunStep
{
    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        var run = attempt.Run;
        using var activity = CarillonTelemetry.Source.StartActivity(CarillonTelemetry.RunActivity);
        activity?.SetTag(CarillonTelemetry.JobTag, run.Payload.Definition.Value);
        activity?.SetTag(CarillonTelemetry.TenantTag, run.Tenant.Value);
        activity?.SetTag(CarillonTelemetry.RunTag, run.Id);
        activity?.SetTag(CarillonTelemetry.AttemptTag, run.Attempt);
        var started = time.GetTimestamp();
        var end = await next(attempt, cancellationToken).ConfigureAwait(false);
        var state = attempt.Report?.State ?? RunState.Running;
        var tags = new TagList { { CarillonTelemetry.JobTag, run.Payload.Definition.Value }, { CarillonTelemetry.StateTag, state.ToString() } };
        CarillonTelemetry.Runs.Add(1, tags);
        CarillonTelemetry.RunDuration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        activity?.SetTag(CarillonTelemetry.StateTag, state.ToString());
        activity?.SetStatus(state is RunState.Failed or RunState.Retrying or RunState.Abandoned ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        return end;
    }
}
