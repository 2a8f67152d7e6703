using NodaTime;

namespace Carillon.Sessions;

/// <summary>Something a student's client asks.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id of the session; unique for the student.</param>
/// <param name="Sent">When the client sent it.</param>
public abstract record StudyRequest(string Student, string ClientSessionId, SentStamp Sent)
{
    internal RequestStamp Stamp(Instant received) => new(received, Sent.At, Sent.Counter);

    internal virtual void Check()
    {
        SessionText.Require(Student);
        SessionText.Require(ClientSessionId);
    }

    /// <summary>The requests that the machine understands, in order.</summary>
    internal virtual IEnumerable<string> Keys => [ClientSessionId];

    internal abstract IEnumerable<SessionRequest> ToRequests(RequestStamp stamp);
}
