using NodaTime;

namespace Carillon.Sessions;

/// <summary>A session as it stands.</summary>
/// <param name="Id">The client's id, with <c>#2</c>, <c>#3</c> … for what the longest session cut off.</param>
/// <param name="Student">The student.</param>
/// <param name="Subject">What is studied.</param>
/// <param name="Contest">The contest it counts for, or null.</param>
/// <param name="Status">How it stands.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="LastActivityAt">Its latest evidence.</param>
/// <param name="EndedAt">When it ended; null while it is live.</param>
/// <param name="EndReason">Why it ended; null while it is live.</param>
/// <param name="Credit">How long was studied.</param>
public sealed record StudySession(
    string Id,
    string Student,
    string Subject,
    string? Contest,
    SessionStatus Status,
    Instant StartedAt,
    Instant LastActivityAt,
    Instant? EndedAt,
    SessionEndReason? EndReason,
    Duration Credit)
{
    /// <summary>When silence ends the session; null when it has ended.</summary>
    public Instant? IdleAt { get; init; }

    /// <summary>When the client should ask whether the student is still there; null when it should not.</summary>
    public Instant? PromptAt { get; init; }

    internal static StudySession Of(string student, SessionState state, SessionPart part) => new(
        part.ReportedId(state.ClientSessionId),
        student,
        state.Subject,
        state.Contest,
        part.Status,
        part.StartedAt,
        part.LastActivityAt,
        part.EndedAt,
        part.EndReason,
        part.Credit)
    {
        IdleAt = part.EndedAt is null ? state.IdleAt : null,
        PromptAt = part.EndedAt is null ? state.PromptAt : null,
    };
}
