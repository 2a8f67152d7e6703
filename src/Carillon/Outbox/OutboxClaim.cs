using NodaTime;

namespace Carillon.Outbox;

/// <summary>A claimed batch; empty when nothing is due.</summary>
/// <param name="Now">The database clock at the claim.</param>
/// <param name="Messages">The messages.</param>
public sealed record OutboxClaim(Instant Now, IReadOnlyList<ClaimedMessage> Messages);
