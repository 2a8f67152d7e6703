namespace Carillon.Sessions;

/// <summary>Goes on with a session after a page was loaded again: a sign of life that also ends a pause.</summary>
internal sealed record ContinueStudy(string Student, string ClientSessionId, SentStamp Sent, ClientStamp At)
    : StudyRequest(Student, ClientSessionId, Sent)
{
    internal override SessionRequest ToRequest(RequestStamp stamp) => new ContinueSession(ClientSessionId, stamp, At);
}
