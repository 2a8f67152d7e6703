using NodaTime;

namespace Carillon.Jobs;

/// <summary>What waits in the run store.</summary>
/// <param name="Now">The store's clock.</param>
/// <param name="Next">The earliest instant at which this host can claim a run; null when none is live.</param>
public sealed record RunBacklog(Instant Now, Instant? Next);
