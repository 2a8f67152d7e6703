using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Raises the fence in the tenant's database before the job is called; finds the outcome that an earlier attempt left there.</summary>
internal sealed class MarkStep(ITenantConnections connections, IRunMarks marks) : IRunStep
{
    public async ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken)
    {
        var run = attempt.Run;
        RunMark mark;
        var transaction = await connections.BeginAsync(run.Tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            mark = await marks.RaiseAsync(transaction, run.Id, run.Fence, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (mark.Outcome is { } outcome)
        {
            return new RunEnd.AlreadyFinished(outcome);
        }

        if (mark.Fence != run.Fence)
        {
            return new RunEnd.Lost();
        }

        return run.Attempt > attempt.Definition.Retry.MaxAttempts
            ? new RunEnd.WornOut()
            : await next(attempt, cancellationToken).ConfigureAwait(false);
    }
}
