namespace Carillon.Sessions;

/// <summary>Goes on with a session after a page was loaded again: a sign of life that also ends a pause.</summary>
internal sealed record ContinueStudy(string Student, string ClientSessionId, SentStamp Sent, ClientStamp At)
    : StudyRequest(Student, ClientSessionId, Sent)
{
    internal override IEnumerable<SessionRequest> ToRequests(RequestStamp stamp) =>
    [
        new SendBeats(ClientSessionId, stamp, [new(At, $"continue-{At.DefaultKey}")]),
        new SessionCommand(ClientSessionId, stamp, EvidenceKind.Resume, At, $"continue-{At.DefaultKey}"),
    ];
}
