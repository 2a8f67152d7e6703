using NodaTime;

namespace Carillon.Outbox;

/// <summary>What waits in a tenant's outbox.</summary>
/// <param name="Now">The database clock.</param>
/// <param name="Next">The earliest wake-up of a message with a known topic; null when none waits.</param>
/// <param name="UnknownDue">How many messages are due whose topic this host does not know.</param>
/// <param name="OldestUnknown">When the oldest of those was written; null when there is none.</param>
public sealed record OutboxOutlook(Instant Now, Instant? Next, long UnknownDue, Instant? OldestUnknown);
