using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>When something happened by the server's clock: never later than its arrival, in whole microseconds.</summary>
/// <param name="At">The instant.</param>
/// <param name="ClockSuspect">Whether the client's clock jumped and the arrival was taken instead.</param>
public readonly record struct EffectiveTime(Instant At, bool ClockSuspect)
{
    // Keeps arithmetic with hostile instants inside what an Instant can hold; anything this old is stale under every policy.
    private static readonly Duration Oldest = Duration.FromDays(36_500);

    /// <summary>Corrects the client's instant by the request's clock offset; a monotonic counter, where both sides of it are given, is believed before any clock.</summary>
    /// <param name="client">When it happened, by the client.</param>
    /// <param name="request">When the request was sent and received.</param>
    /// <param name="previousOffset">The offset of the session's previous request, if there was one.</param>
    /// <param name="maxJump">How far the offset may move between two requests.</param>
    public static EffectiveTime Of(ClientStamp client, RequestStamp request, Duration? previousOffset, Duration maxJump)
    {
        var received = request.TruncateToMicroseconds().ReceivedAt;
        if (client.Counter is { } counter && request.SentCounter is { } sentCounter)
        {
            var milliseconds = Int128.Clamp((Int128)sentCounter - counter, 0, (Int128)Oldest.TotalMilliseconds);
            return new(received - Duration.FromMilliseconds((long)milliseconds), false);
        }

        if (previousOffset is { } previous && Distance(request.Offset, previous) > maxJump)
        {
            return new(received, true);
        }

        var age = Duration.Min(request.SentAt - client.At, Oldest);
        return new(age <= Duration.Zero ? received : (received - age).TruncateToMicroseconds(), false);
    }

    private static Duration Distance(Duration one, Duration other) => one > other ? one - other : other - one;
}
