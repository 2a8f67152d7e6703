using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

/// <summary>Takes a claimed run through its steps, outermost first.</summary>
internal sealed class RunPipeline
{
    private readonly RunNext _first;

    public RunPipeline(
        IRunStore store, IRunMarks marks, ITenantConnections connections, ITenantScopes scopes, TimeProvider time, ILogger<RecordingStep> logger)
        : this(
            new TelemetryStep(time),
            new RecordingStep(connections, marks, store, logger),
            new LeaseStep(store, time),
            new TenantScopeStep(scopes, connections, marks),
            new MarkStep(connections, marks),
            new TimeoutStep(time),
            new HandlerStep())
    {
    }

    internal RunPipeline(params IReadOnlyList<IRunStep> steps) =>
        _first = steps.Reverse().Aggregate(
            (RunNext)((_, _) => throw new InvalidOperationException("The last step calls the job.")),
            (next, step) => (attempt, ct) => step.RunAsync(attempt, next, ct));

    public async ValueTask<RunReport> RunAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        await _first(attempt, cancellationToken).ConfigureAwait(false);
        return attempt.Report ?? throw new InvalidOperationException("The recording step reports every attempt.");
    }
}
