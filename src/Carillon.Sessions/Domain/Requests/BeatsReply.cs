using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What became of the beats of one session.</summary>
/// <param name="Student">The student.</param>
/// <param name="ClientSessionId">The client's id of the session.</param>
/// <param name="Verdicts">One for each beat, in the order of the request.</param>
/// <param name="IdleAt">
/// When silence ends the session if nothing later was heard, or up to a quarter of the idle timeout before that; null when it has ended or is not known.
/// </param>
/// <param name="PromptAt">When the client should ask whether the student is still there; null when it should not.</param>
public sealed record BeatsReply(
    string Student,
    string ClientSessionId,
    ImmutableArray<SessionVerdict> Verdicts,
    Instant? IdleAt,
    Instant? PromptAt);
