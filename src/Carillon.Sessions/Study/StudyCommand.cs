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

    internal override void Check()
    {
        base.Check();
        if (Key is not null)
        {
            SessionText.Require(Key);
        }
    }

    internal override IEnumerable<SessionRequest> ToRequests(RequestStamp stamp) =>
        [new SessionCommand(ClientSessionId, stamp, Kind, At, Key)];
}
