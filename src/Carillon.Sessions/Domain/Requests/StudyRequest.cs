using NodaTime;

namespace Carillon.Sessions;

/// <summary>Something a student's client asks.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id of the session; unique for the student.</param>
/// <param name="Sent">When the client sent it.</param>
public abstract record StudyRequest(string Student, string ClientSessionId, SentStamp Sent)
{
    internal RequestStamp Stamp(Instant received) => new(received, Sent.At, Sent.Counter);

    /// <summary>What is wrong with the request as a whole, or null.</summary>
    internal virtual string? Problem => SessionText.Problem(nameof(Student), Student)
        ?? (SessionText.SessionIdProblem(ClientSessionId) is { } problem ? $"{nameof(ClientSessionId)} {problem}" : null);

    /// <summary>What a verdict on each item of the request is about.</summary>
    internal virtual IEnumerable<string> Keys => [ClientSessionId];

    /// <summary>The request as the machine understands it.</summary>
    internal abstract SessionRequest ToRequest(RequestStamp stamp);
}
