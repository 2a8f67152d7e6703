using NodaTime;

namespace Carillon.Sessions;

public static partial class SessionMachine
{
    // A sign of life that also ends a pause; both are measured against what was known before.
    private static SessionDecision Continue(SessionDraft draft, ContinueSession request)
    {
        var (key, previousOffset) = ($"continue-{request.At.DefaultKey}", draft.Session?.LastOffset);
        var verdict = FoldOne(draft, new(request.At, key), request.Stamp, previousOffset);
        Command(draft, new(request.ClientSessionId, request.Stamp, EvidenceKind.Resume, request.At, key), previousOffset);
        return draft.Answer([verdict]);
    }

    private static SessionDecision Command(SessionDraft draft, SessionCommand command, Duration? previousOffset)
    {
        if (command.Kind is not (EvidenceKind.Pause or EvidenceKind.Resume or EvidenceKind.Submit or EvidenceKind.Stop))
        {
            throw new ArgumentException($"{command.Kind} is not a command; use pause, resume, submit or stop.", nameof(command));
        }

        var key = command.Key ?? command.At.DefaultKey;
        SessionText.Require(nameof(command.Key), key);
        if (draft.Session is not { } session)
        {
            return draft.Answer(SessionOutcome.UnknownSession, key);
        }

        var (kind, received) = (command.Kind, command.Stamp.ReceivedAt);
        var (at, suspect) = EffectiveTime.Of(command.At, command.Stamp, previousOffset, session.Policy.MaxOffsetJump);
        var ends = kind is EvidenceKind.Submit or EvidenceKind.Stop;
        if ((ends && session.End is not null) || session.IsFinal(received))
        {
            return draft.Answer(SessionOutcome.AlreadyEnded, key, at, suspect);
        }

        if (session.Evidence.Find(kind, key) is { } repeated)
        {
            return draft.Answer([Repeated(repeated, command.At)]);
        }

        if (at > session.End?.At || (ends && FollowsEndingGap(session, at)))
        {
            return draft.Answer(SessionOutcome.AlreadyEnded, key, at, suspect);
        }

        if (received - at > session.Policy.MaxAge)
        {
            return draft.Answer(SessionOutcome.Stale, key, at, suspect);
        }

        var evidence = new Evidence(at, kind, key, command.At.At, received, command.Stamp.Offset, suspect);
        if (!ends)
        {
            return draft.Answer(Accept(draft, session, evidence), key, at, suspect);
        }

        var reason = kind == EvidenceKind.Submit ? SessionEndReason.Submitted : SessionEndReason.Stopped;
        draft.Put(session with
        {
            Evidence = session.Evidence.Add(evidence),
            End = new(reason, Instant.Max(at, session.StartedAt)),
            Yielded = false,
        });
        return draft.Answer(SessionOutcome.Accepted, key, at, suspect);
    }

    // The silence ended the session before it could be ended; a pause or a resume is a sign of life, and reopens it as a beat does.
    // Judged on the evidence alone: whether a sweep has come by makes no difference.
    private static bool FollowsEndingGap(SessionState session, Instant at) =>
        session.Evidence.LatestUntil(at) is { } before
        && session.Evidence.FirstAfter(at) is null
        && at - before.EffectiveAt > session.Policy.SilenceAllowed(session.Evidence.IsPausedAt(before.EffectiveAt));
}
