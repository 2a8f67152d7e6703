using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>One session as it is reported: a client session, or what the longest session cut from it.</summary>
/// <param name="Number">1 for the session the client started, counting up.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="LastActivityAt">Its latest evidence.</param>
/// <param name="Status">How it stands.</param>
/// <param name="EndedAt">When it ended; null while it is live.</param>
/// <param name="EndReason">Why it ended; null while it is live.</param>
/// <param name="Spans">The time that counts as study.</param>
public sealed record SessionPart(
    int Number,
    Instant StartedAt,
    Instant LastActivityAt,
    SessionStatus Status,
    Instant? EndedAt,
    SessionEndReason? EndReason,
    IntervalSet Spans)
{
    /// <summary>How long was studied.</summary>
    public Duration Credit => Spans.TotalDuration;

    /// <summary>The id under which the part is reported: the client's id, with <c>#2</c>, <c>#3</c> … for further parts.</summary>
    public string ReportedId(string clientSessionId) => ReportedId(clientSessionId, Number);

    internal static string ReportedId(string clientSessionId, int number) => number == 1 ? clientSessionId : $"{clientSessionId}#{number}";
}
