using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Makes the tenant current, with services of its own, and gives the job its context.</summary>
internal sealed class TenantScopeStep(ITenantScopes scopes, ITenantConnections connections, IRunGuard guard) : IRunStep
{
    public ValueTask<RunEnd> RunAsync(RunAttempt attempt, RunNext next, CancellationToken cancellationToken) =>
        scopes.RunAsync(
            attempt.Run.Tenant,
            (scope, ct) =>
            {
                attempt.Context = new(attempt.Run, scope, connections, guard, attempt.Progress);
                return next(attempt, ct);
            },
            cancellationToken);
}
