using NodaTime;

namespace Carillon.Jobs;

/// <summary>What waits in a tenant's queue.</summary>
/// <param name="Now">The clock of the tenant's database.</param>
/// <param name="Next">When the next run that this host knows can be claimed; null when none waits.</param>
/// <param name="UnknownDue">How many due runs are of jobs or versions that this host does not know.</param>
/// <param name="OldestUnknown">Since when the oldest of them is due.</param>
public sealed record QueueOutlook(Instant Now, Instant? Next, long UnknownDue, Instant? OldestUnknown);
