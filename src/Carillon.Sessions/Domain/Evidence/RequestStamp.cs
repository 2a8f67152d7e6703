using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>When a request was sent and received; one value for all that it carries.</summary>
/// <param name="ReceivedAt">By the server's clock.</param>
/// <param name="SentAt">By the client's wall clock.</param>
/// <param name="SentCounter">By the client's monotonic counter in milliseconds, where it has one.</param>
public readonly record struct RequestStamp(Instant ReceivedAt, Instant SentAt, long? SentCounter = null)
{
    /// <summary>How far the server's clock is ahead of the client's, transport included.</summary>
    public Duration Offset => ReceivedAt - SentAt;

    /// <summary>The stamp with instants of whole microseconds, as they are stored.</summary>
    public RequestStamp TruncateToMicroseconds() =>
        new(ReceivedAt.TruncateToMicroseconds(), SentAt.TruncateToMicroseconds(), SentCounter);
}
