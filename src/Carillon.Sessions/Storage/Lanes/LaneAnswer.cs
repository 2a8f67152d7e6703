using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>What the general lane made of a request.</summary>
internal sealed record LaneAnswer(Received Received, SessionDecision Decision, StoredSession? Session)
{
    public Instant Now { get; init; }

    /// <summary>An answer without a decision: nothing changed.</summary>
    public static LaneAnswer Refused(Received received, SessionOutcome outcome, StoredSession? session = null) => new(
        received,
        new(StudentSessions.None, session?.State, [.. received.Request.Keys.Select(key => new SessionVerdict(key, outcome))], []),
        session);
}
