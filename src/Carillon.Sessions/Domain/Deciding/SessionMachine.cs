using NodaTime;

namespace Carillon.Sessions;

/// <summary>Decides what requests make of a student's sessions: pure, without clock, store or order of its own.</summary>
/// <remarks>
/// <c>Active ⇄ Paused → Ended { Submitted | Stopped | AutoEnded | Superseded | Capped } → final</c>. <see cref="SessionEndReason.AutoEnded"/>
/// and <see cref="SessionEndReason.Capped"/> are views of the evidence, so no worker has to come by for them to be true.
/// </remarks>
public static partial class SessionMachine
{
    /// <summary>Decides a request.</summary>
    /// <param name="student">The student's sessions: at least the one asked for and all live ones of its scope.</param>
    /// <param name="request">What the client asks.</param>
    /// <exception cref="ArgumentException">An id or key of the request is empty, too long or holds control characters.</exception>
    public static SessionDecision Decide(StudentSessions student, SessionRequest request)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(request);
        SessionText.Refuse(SessionText.SessionIdProblem(request.ClientSessionId) is { } problem ? $"{nameof(request.ClientSessionId)} {problem}" : null);
        request = request with { Stamp = request.Stamp.TruncateToMicroseconds() };
        var draft = new SessionDraft(student, request);
        return request switch
        {
            StartSession start => Start(draft, start),
            SendBeats beats => Fold(draft, beats),
            SessionCommand command => Command(draft, command, draft.Session?.LastOffset),
            ContinueSession sign => Continue(draft, sign),
            _ => throw new ArgumentException($"Requests of type {request.GetType().Name} are not known.", nameof(request)),
        };
    }

    private static SessionDecision Start(SessionDraft draft, StartSession start)
    {
        SessionText.Require(nameof(start.Subject), start.Subject);
        if (start.Contest is not null)
        {
            SessionText.Require(nameof(start.Contest), start.Contest);
        }

        if (draft.Session is { } known)
        {
            var isSame = known.StartedAs(start.Subject, start.Contest, start.Zone.Id, start.Policy.Name);
            return draft.Answer(isSame ? SessionOutcome.AlreadyStarted : SessionOutcome.Conflict, StartKey, known.StartedAt);
        }

        var received = start.Stamp.ReceivedAt;
        var policy = start.Policy;
        var (at, suspect) = EffectiveTime.Of(start.At, start.Stamp, null, policy.MaxOffsetJump);
        if (received - at > policy.MaxAge)
        {
            return draft.Answer(SessionOutcome.Stale, StartKey, at, suspect);
        }

        var session = new SessionState
        {
            ClientSessionId = start.ClientSessionId,
            Subject = start.Subject,
            Contest = start.Contest,
            Zone = start.Zone,
            Policy = policy,
            StartedAt = at,
            Evidence = EvidenceSet.Empty.Add(new(at, EvidenceKind.Start, StartKey, start.At.At, received, start.Stamp.Offset, suspect)),
        };

        var live = draft.Student.All
            .Where(other => other.ScopeKey == session.ScopeKey && !other.IsFinal(received) && Meets(session, other, received))
            .OrderBy(other => other.StartedAt).ThenBy(other => other.ClientSessionId, StringComparer.Ordinal)
            .ToList();
        if (policy.Exclusivity.Joins && live.Count > 0)
        {
            draft.Join(live.MaxBy(other => other.LastActivityAt)!);
            return draft.Answer(SessionOutcome.Joined, StartKey, at, suspect);
        }

        // The oldest ends, which is the new one itself where it comes late: it stays ended until it is heard of after the others.
        if (session.IsLive(received) && live.Count(other => other.StartedAt > at) >= policy.Exclusivity.Limit)
        {
            draft.Put(session with { Yielded = true });
            return draft.Answer(SessionOutcome.Started, StartKey, at, suspect);
        }

        foreach (var oldest in live.Take(live.Count + 1 - policy.Exclusivity.Limit))
        {
            draft.Put(Superseded(oldest));
        }

        draft.Put(session);
        return draft.Answer(SessionOutcome.Started, StartKey, at, suspect);
    }

    // By evidence, not by the view at arrival: a start that comes late meets what was live when it happened. Those that were heard of
    // or started later outlived it, unless both are live now.
    private static bool Meets(SessionState started, SessionState other, Instant received)
    {
        var at = started.StartedAt;
        var wasLive = other is { End: null, Yielded: false } && at - other.LastActivityAt <= other.Policy.SilenceAllowed(other.IsPaused);
        return wasLive && (started.IsLive(received) ? other.StartedAt <= at || other.IsLive(received) : other.LastActivityAt <= at);
    }

    private static SessionState Superseded(SessionState session) =>
        session with { End = new(SessionEndReason.Superseded, session.LastActivityAt) };

    private const string StartKey = "start";
}
