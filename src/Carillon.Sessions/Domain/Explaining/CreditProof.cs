using NodaTime;

namespace Carillon.Sessions;

/// <summary>Why an instant of a session counts as study or not, with the two pieces of evidence around it.</summary>
/// <param name="At">The instant asked about.</param>
/// <param name="Reason">Why it counts or not.</param>
/// <param name="Before">The latest evidence at or before it, or null.</param>
/// <param name="After">The earliest evidence after it, or null.</param>
public sealed record CreditProof(Instant At, CreditReason Reason, Evidence? Before, Evidence? After)
{
    /// <summary>Whether the instant counts.</summary>
    public bool Counts => Reason is CreditReason.Proven or CreditReason.TailPad;

    /// <summary>Explains an instant of a session as the session stands at <paramref name="now"/>.</summary>
    public static CreditProof Of(SessionState state, Instant at, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var before = state.Evidence.LatestUntil(at);
        var after = state.Evidence.FirstAfter(at);
        var isClose = before is not null && after is not null
            && after.EffectiveAt - before.EffectiveAt <= state.Policy.IdleTimeout;
        var counts = SessionFold.Of(state, now).Spans.Contains(at);
        var reason = counts ? isClose ? CreditReason.Proven : CreditReason.TailPad
            : at >= state.End?.At ? CreditReason.AfterEnd
            : before is null ? CreditReason.BeforeEvidence
            : state.Evidence.IsPausedAt(at) ? CreditReason.Paused
            : after is null ? CreditReason.AfterEvidence
            : CreditReason.GapTooLong;
        return new(at, reason, before, after);
    }
}
