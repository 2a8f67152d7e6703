using Carillon.Locking;

namespace Carillon.Jobs;

/// <summary>A run as the tenant's database knows it.</summary>
/// <param name="Fence">The highest fence that was seen.</param>
/// <param name="Outcome">How the run ended; null while it is live.</param>
public sealed record RunMark(Fence Fence, RunOutcome? Outcome);
