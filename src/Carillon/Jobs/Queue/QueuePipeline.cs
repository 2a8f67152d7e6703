using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

/// <summary>The steps of a queued run: as those of a run, but its claim and its end are in the tenant's own database and are written for many at once.</summary>
internal sealed class QueuePipeline(
    IQueueRunGuard guard, ITenantConnections connections, ITenantScopes scopes, TimeProvider time, ILogger<QueueRecordingStep> logger)
{
    private readonly RunPipeline _steps = new(
        new TelemetryStep(time),
        new QueueRecordingStep(logger),
        new TenantScopeStep(scopes, connections, guard),
        new TimeoutStep(time),
        new HandlerStep());

    public ValueTask<RunReport> RunAsync(RunAttempt attempt, CancellationToken cancellationToken) => _steps.RunAsync(attempt, cancellationToken);
}
