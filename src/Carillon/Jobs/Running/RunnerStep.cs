using NodaTime;

namespace Carillon.Jobs;

/// <summary>What one look of the runner came to.</summary>
/// <param name="Now">The control database's clock.</param>
/// <param name="Next">The earliest instant that is known to have work; null when none is known.</param>
/// <param name="Started">How many pieces of work were started.</param>
public readonly record struct RunnerStep(Instant Now, Instant? Next, int Started);
