namespace Carillon.Sessions;

/// <summary>Pauses, resumes, submits or stops a session.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Sent">When the client sent it.</param>
/// <param name="At">When it was, by the client.</param>
/// <param name="Key">What identifies it within the session; by default its instant.</param>
public sealed record StudyCommand(string Student, string ClientSessionId, SentStamp Sent, ClientStamp At, string? Key = null)
    : StudyRequest(Student, ClientSessionId, Sent)
{
    internal EvidenceKind Kind { get; init; }

    internal override string? Problem => base.Problem ?? (Key is null ? null : SessionText.Problem(nameof(Key), Key));

    internal override SessionRequest ToRequest(RequestStamp stamp) => new SessionCommand(ClientSessionId, stamp, Kind, At, Key);
}
