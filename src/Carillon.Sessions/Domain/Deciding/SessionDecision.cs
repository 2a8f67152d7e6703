using System.Collections.Immutable;

namespace Carillon.Sessions;

/// <summary>What a request makes of a student's sessions.</summary>
/// <param name="Student">The sessions after the request.</param>
/// <param name="Session">The session that answers, or null when none is known.</param>
/// <param name="Verdicts">One verdict for each beat, in the order of the request; one for any other request.</param>
/// <param name="Changed">The ids of the sessions that differ from before, the answering one included, in order.</param>
public sealed record SessionDecision(
    StudentSessions Student,
    SessionState? Session,
    ImmutableArray<SessionVerdict> Verdicts,
    ImmutableArray<string> Changed)
{
    /// <summary>The outcome of a request that is not a batch.</summary>
    public SessionOutcome Outcome => Verdicts[0].Outcome;
}
