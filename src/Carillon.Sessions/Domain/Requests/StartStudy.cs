using NodaTime;

namespace Carillon.Sessions;

/// <summary>Starts a session.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="ClientSessionId">The client's id of the session; unique for the student.</param>
/// <param name="Sent">When the client sent it.</param>
/// <param name="At">When the student started, by the client.</param>
/// <param name="Subject">What is studied.</param>
/// <param name="ZoneId">The student's IANA time zone.</param>
/// <param name="Contest">The contest the study counts for, or null.</param>
/// <param name="Policy">The name of the policy to start under; its latest version counts.</param>
public sealed record StartStudy(
    string Student,
    string ClientSessionId,
    SentStamp Sent,
    ClientStamp At,
    string Subject,
    string ZoneId,
    string? Contest = null,
    string Policy = "default") : StudyRequest(Student, ClientSessionId, Sent)
{
    internal override string? Problem => base.Problem
        ?? SessionText.Problem(nameof(Subject), Subject)
        ?? SessionText.Problem(nameof(ZoneId), ZoneId)
        ?? SessionText.Problem(nameof(Policy), Policy)
        ?? (Contest is null ? null : SessionText.Problem(nameof(Contest), Contest));

    internal override SessionRequest ToRequest(RequestStamp stamp) =>
        throw new NotSupportedException("A start needs its policy and zone.");

    internal StartSession ToRequest(RequestStamp stamp, SessionPolicy policy, DateTimeZone zone) =>
        new(ClientSessionId, stamp, At, Subject, zone, policy, Contest);
}
