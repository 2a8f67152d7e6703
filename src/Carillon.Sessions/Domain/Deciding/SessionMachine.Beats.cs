using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions;

public static partial class SessionMachine
{
    private static SessionDecision Fold(SessionDraft draft, SendBeats request)
    {
        if (request.Beats.IsDefault)
        {
            throw new ArgumentException($"{nameof(request.Beats)} is missing.");
        }

        var previousOffset = draft.Session?.LastOffset;
        ImmutableArray<SessionVerdict> verdicts =
            [.. request.Beats.Select(beat => FoldOne(draft, beat, request.Stamp, previousOffset))];
        return draft.Answer(verdicts);
    }

    private static SessionVerdict FoldOne(SessionDraft draft, Beat beat, RequestStamp stamp, Duration? previousOffset)
    {
        var key = beat.EffectiveKey;
        if (beat.Problem is { } problem)
        {
            return new(key, SessionOutcome.Invalid, Problem: problem);
        }

        if (draft.Session is not { } session)
        {
            return new(key, SessionOutcome.UnknownSession);
        }

        var received = stamp.ReceivedAt;
        var (at, suspect) = EffectiveTime.Of(beat.At, stamp, previousOffset, session.Policy.MaxOffsetJump);

        // Before what is known: the evidence of a final session may be gone, and the answer is the same whether it is.
        if (session.IsFinal(received))
        {
            return new(key, SessionOutcome.StartNew, at, suspect);
        }

        if (session.Evidence.Find(EvidenceKind.Beat, key) is { } known)
        {
            return Repeated(known, beat.At);
        }

        var refusal = received - at > session.Policy.MaxAge ? SessionOutcome.Stale
            : at > session.End?.At ? SessionOutcome.StartNew
            : (SessionOutcome?)null;
        return refusal is { } outcome
            ? new(key, outcome, at, suspect)
            : new(key, Accept(draft, session, new(at, EvidenceKind.Beat, key, beat.At.At, received, stamp.Offset, suspect)), at, suspect);
    }

    internal static SessionVerdict Repeated(Evidence known, ClientStamp at) =>
        new(known.Key, known.Repeats(at) ? SessionOutcome.Duplicate : SessionOutcome.Conflict, known.EffectiveAt, known.ClockSuspect);

    // Adds evidence. A session that had ended by silence and is live again must win its place in the scope. It wins by having been heard of
    // last, so it takes the place of the one heard of least recently; by age, as among starts, the returning one would mostly be the oldest itself.
    private static SessionOutcome Accept(SessionDraft draft, SessionState before, Evidence evidence)
    {
        var now = evidence.ReceivedAt;
        var after = before with { Evidence = before.Evidence.Add(evidence), Yielded = false };
        if (before.IsLive(now) || !after.IsLive(now))
        {
            draft.Put(after);
            return SessionOutcome.Accepted;
        }

        var others = draft.Student.Live(after.ScopeKey, now, except: after.ClientSessionId)
            .OrderBy(other => other.LastActivityAt).ThenBy(other => other.ClientSessionId, StringComparer.Ordinal)
            .ToList();
        var weakest = others.Take(others.Count + 1 - after.Policy.Exclusivity.Limit).ToList();
        if (weakest.Exists(other => other.LastActivityAt >= evidence.EffectiveAt))
        {
            draft.Put(after with { Yielded = true });
            return SessionOutcome.Accepted;
        }

        weakest.ForEach(other => draft.Put(Superseded(other)));
        draft.Put(after);
        return SessionOutcome.Reopened;
    }
}
