using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>When a request was sent and received; one value for all that it carries.</summary>
/// <param name="ReceivedAt">By the server's clock.</param>
/// <param name="SentAt">By the client's wall clock.</param>
/// <param name="SentCounter">By the client's monotonic counter in milliseconds, where it has one.</param>
public readonly record struct RequestStamp(Instant ReceivedAt, Instant SentAt, long? SentCounter = null)
{
    /// <summary>How far the server's clock is ahead of the client's, transport included, in whole microseconds.</summary>
    public Duration Offset => ReceivedAt.TruncateToMicroseconds() - SentAt.TruncateToMicroseconds();
}
