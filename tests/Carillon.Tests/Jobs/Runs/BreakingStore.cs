using Carillon.Jobs;
using Carillon.Locking;
using NodaTime;

namespace Carillon.Tests.Jobs.Runs;

internal sealed class BreakingStore(IRunStore inner, Breaker breaker) : IRunStore
{
    public ValueTask<RunInsertion> InsertAsync(JobRun run, CancellationToken cancellationToken) => breaker.CallAsync(() => inner.InsertAsync(run, cancellationToken));

    public ValueTask<IReadOnlyList<JobRun>> ClaimAsync(RunClaim claim, CancellationToken cancellationToken) => breaker.CallAsync(() => inner.ClaimAsync(claim, cancellationToken));

    public ValueTask<bool> RenewAsync(Guid runId, Fence fence, Duration lease, CancellationToken cancellationToken) =>
        breaker.CallAsync(() => inner.RenewAsync(runId, fence, lease, cancellationToken));

    public ValueTask<bool> PostponeAsync(Guid runId, Fence fence, RunPostponement postponement, CancellationToken cancellationToken) =>
        breaker.CallAsync(() => inner.PostponeAsync(runId, fence, postponement, cancellationToken));

    public async ValueTask ProjectAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken) =>
        await breaker.CallAsync(async () =>
        {
            await inner.ProjectAsync(runId, outcome, cancellationToken);
            return true;
        });

    public ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken) => breaker.CallAsync(() => inner.FindAsync(runId, cancellationToken));

    public ValueTask<RunBacklog> NextAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken) =>
        breaker.CallAsync(() => inner.NextAsync(known, cancellationToken));

    public ValueTask<long> CountUnknownAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken) =>
        breaker.CallAsync(() => inner.CountUnknownAsync(known, cancellationToken));
}
