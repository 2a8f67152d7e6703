namespace Carillon.Outbox;

/// <summary>A message that a dispatcher has claimed.</summary>
/// <param name="Delivery">The message.</param>
/// <param name="Fence">Rises with each claim; a verdict with a lower one is refused.</param>
public sealed record ClaimedMessage(OutboxDelivery Delivery, long Fence);
