using NodaTime;

namespace Carillon.Sessions;

/// <summary>Starts a session. The same client session id again answers with the session that is there.</summary>
/// <param name="ClientSessionId">The client's id of the session; unique for the student.</param>
/// <param name="Stamp">When the request was sent and received.</param>
/// <param name="At">When the student started, by the client.</param>
/// <param name="Subject">What is studied.</param>
/// <param name="Zone">The student's zone.</param>
/// <param name="Policy">The rules the session starts under.</param>
/// <param name="Contest">The contest the study counts for, or null.</param>
public sealed record StartSession(
    string ClientSessionId,
    RequestStamp Stamp,
    ClientStamp At,
    string Subject,
    DateTimeZone Zone,
    SessionPolicy Policy,
    string? Contest = null) : SessionRequest(ClientSessionId, Stamp);
