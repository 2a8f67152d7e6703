namespace Carillon.Jobs;

/// <summary>Calls the job.</summary>
internal sealed class HandlerStep : IRunStep
{
    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        var context = attempt.Context ?? throw new InvalidOperationException("The handler runs inside the tenant's scope.");
        var result = await attempt.Definition.Invoke(attempt.Run.Payload.Json, context, cancellationToken).ConfigureAwait(false);
        return new RunEnd.Returned(result ?? throw new InvalidOperationException($"Job '{attempt.Definition.Name}' returned null."));
    }
}
