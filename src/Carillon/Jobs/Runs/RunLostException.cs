using Carillon.Locking;

namespace Carillon.Jobs;

/// <summary>The run was taken over by a later claim or has ended: this worker may not write for it any more.</summary>
public sealed class RunLostException(Guid runId, Fence fence)
    : Exception($"Run {runId} with fence {fence} was taken over or has ended.")
{
    /// <summary>The run.</summary>
    public Guid RunId { get; } = runId;

    /// <summary>The fence that is too low.</summary>
    public Fence Fence { get; } = fence;
}
