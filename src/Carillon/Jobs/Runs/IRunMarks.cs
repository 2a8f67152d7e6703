using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Fences runs in the tenant's own database, beside the effects that they guard.</summary>
public interface IRunMarks
{
    /// <summary>Inserts the mark, or raises its fence if that is lower and there is no outcome; returns the mark as it is then.</summary>
    ValueTask<RunMark> RaiseAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken);

    /// <summary>True when the fence is the run's own and there is no outcome; the mark cannot change until the transaction ends.</summary>
    ValueTask<bool> CheckAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken);

    /// <summary>Sets the outcome: the finalisation.</summary>
    /// <returns>False when the fence is not the run's own any more or there is an outcome.</returns>
    ValueTask<bool> FinishAsync(TenantTransaction transaction, Guid runId, Fence fence, RunOutcome outcome, CancellationToken cancellationToken);

    /// <summary>The mark, or null when the run never came here.</summary>
    ValueTask<RunMark?> FindAsync(TenantTransaction transaction, Guid runId, CancellationToken cancellationToken);
}
