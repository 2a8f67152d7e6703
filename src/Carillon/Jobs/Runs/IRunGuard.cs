using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Lets a run write in its tenant's own database only as long as it is the run's latest claim.</summary>
public interface IRunGuard
{
    /// <summary>True when the fence is the run's own and there is no outcome; that cannot change until the transaction ends.</summary>
    ValueTask<bool> CheckAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken);

    /// <summary>Sets the outcome: the finalisation.</summary>
    /// <returns>False when the fence is not the run's own any more or there is an outcome.</returns>
    ValueTask<bool> FinishAsync(TenantTransaction transaction, Guid runId, Fence fence, RunOutcome outcome, CancellationToken cancellationToken);
}
