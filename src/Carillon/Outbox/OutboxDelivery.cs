using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Outbox;

/// <summary>A message on its way to its handler.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Message">The message.</param>
/// <param name="CreatedAt">When the transaction that wrote it decided so, by the database clock.</param>
/// <param name="Attempt">1 for the first attempt.</param>
public sealed record OutboxDelivery(TenantId Tenant, OutboxMessage Message, Instant CreatedAt, int Attempt);
