using NodaTime;

namespace Carillon.Jobs;

/// <summary>Which due items to lock: those whose wake-up lies in [From, Until], earliest first.</summary>
/// <param name="From">The lower bound of the index scan; null means unbounded.</param>
/// <param name="Until">The upper bound, inclusive.</param>
/// <param name="Limit">At most this many items.</param>
public sealed record SweepWindow(Instant? From, Instant Until, int Limit)
{
    /// <summary>Only these items, where they are still due; null means all.</summary>
    public IReadOnlyCollection<Guid>? Only { get; init; }
}
