using Carillon.Sessions.Storage;
using NodaTime;

namespace Carillon.Sessions.Lanes;

/// <summary>What the general lane made of a request.</summary>
internal sealed record LaneAnswer(Received Received, SessionDecision Decision, StoredSession? Session)
{
    public Instant Now { get; init; }

    public static LaneAnswer Unreadable(Received received) => new(
        received,
        new(StudentSessions.None, null, [.. received.Request.Keys.Select(key => new SessionVerdict(key, SessionOutcome.Unreadable))], []),
        null);
}
