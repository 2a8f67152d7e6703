namespace Carillon.Sessions;

/// <summary>Told to others when a session has ended, and again with a higher version when late evidence changed its end or credit.</summary>
/// <param name="SessionId">The stored id of the client session.</param>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id, with <c>#2</c>, <c>#3</c> … for further parts.</param>
/// <param name="StartedAtMicros">When it started, in microseconds since 1970.</param>
/// <param name="EndedAtMicros">When it ended, in microseconds since 1970.</param>
/// <param name="Reason">The name of a <see cref="SessionEndReason"/>.</param>
/// <param name="CreditMicros">The study time in microseconds.</param>
/// <param name="EndVersion">Rises with every change of the end, not always by one.</param>
public sealed record SessionEnded(
    Guid SessionId,
    string Student,
    string ClientSessionId,
    long StartedAtMicros,
    long EndedAtMicros,
    string Reason,
    long CreditMicros,
    long EndVersion)
{
    /// <summary>The topic of the outbox messages.</summary>
    public const string Topic = "sessions.session-ended";
}
