using NodaTime;

namespace Carillon.Locking;

/// <summary>A lease as its store knows it.</summary>
/// <param name="Key">The key that is held.</param>
/// <param name="Owner">Unique to one acquisition: never used again, by no process.</param>
/// <param name="Fence">The fencing token that the store gave out.</param>
/// <param name="Length">How long a renewal lasts.</param>
public readonly record struct LeaseClaim(LockKey Key, string Owner, Fence Fence, Duration Length);
