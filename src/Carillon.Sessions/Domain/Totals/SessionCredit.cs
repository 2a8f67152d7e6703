using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>The study time of one reported session, with what decides where it counts.</summary>
/// <param name="Id">The id of the session; decides between sessions that start together.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Subject">What is studied.</param>
/// <param name="Contest">The contest it counts for, or null.</param>
/// <param name="Zone">The zone whose days count.</param>
/// <param name="Attribution">Whether the session shares its time or takes it from those that started before.</param>
/// <param name="Spans">The study time.</param>
public sealed record SessionCredit(
    string Id,
    Instant StartedAt,
    string Subject,
    string? Contest,
    DateTimeZone Zone,
    SubjectAttribution Attribution,
    IntervalSet Spans)
{
    /// <summary>The credit of each part of a session.</summary>
    public static IEnumerable<SessionCredit> Of(SessionState state, SessionFold fold)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(fold);
        return fold.Parts.Select(part => new SessionCredit(
            part.ReportedId(state.ClientSessionId), part.StartedAt, state.Subject, state.Contest, state.Zone, state.Policy.Attribution, part.Spans));
    }
}
