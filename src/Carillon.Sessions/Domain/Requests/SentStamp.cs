using NodaTime;

namespace Carillon.Sessions;

/// <summary>When the client sent a request, by its own clocks; the server finds its own instants from it.</summary>
/// <param name="At">By the client's wall clock.</param>
/// <param name="Counter">By the client's monotonic counter in milliseconds, where it has one.</param>
/// <param name="ReceivedAt">When the request arrived, where somebody else has taken it in; by default now, and never later.</param>
public readonly record struct SentStamp(Instant At, long? Counter = null, Instant? ReceivedAt = null);
