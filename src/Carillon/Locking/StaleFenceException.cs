namespace Carillon.Locking;

/// <summary>A later holder of the lock has written already: this one's lease is over, and its write was refused.</summary>
public sealed class StaleFenceException(LockKey key, Fence fence, Fence newest)
    : Exception($"Fence {fence} of lock '{key}' is over: {newest} has written.")
{
    /// <summary>The lock.</summary>
    public LockKey Key { get; } = key;

    /// <summary>The fence that is too low.</summary>
    public Fence Fence { get; } = fence;

    /// <summary>The highest fence that has written.</summary>
    public Fence Newest { get; } = newest;
}
