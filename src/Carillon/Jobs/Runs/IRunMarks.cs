using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Fences runs that are claimed in the control database in the tenant's own, beside the effects that they guard.</summary>
public interface IRunMarks : IRunGuard
{
    /// <summary>Inserts the mark, or raises its fence if that is lower and there is no outcome; returns the mark as it is then.</summary>
    ValueTask<RunMark> RaiseAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken);

    /// <summary>The mark, or null when the run never came here.</summary>
    ValueTask<RunMark?> FindAsync(TenantTransaction transaction, Guid runId, CancellationToken cancellationToken);
}
