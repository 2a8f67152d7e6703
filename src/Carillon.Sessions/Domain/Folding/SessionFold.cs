using System.Collections.Immutable;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What the evidence of a client session amounts to at an instant: its parts and the time that counts.</summary>
/// <remarks>A function of the state and the instant alone. When it is computed, how often, and in which order the evidence came does not matter.</remarks>
public sealed class SessionFold
{
    private readonly SessionState _state;
    private readonly ImmutableArray<Evidence> _evidence;
    private readonly Instant _now;

    private SessionFold(SessionState state, Instant now)
    {
        _state = state;
        _now = now;
        _evidence = state.End is { } end ? [.. state.Evidence.TakeWhile(e => e.EffectiveAt <= end.At)] : [.. state.Evidence];
        Spans = StudyTime();
        Parts = [.. SplitAtCap()];
    }

    /// <summary>The time that counts as study, over all parts.</summary>
    public IntervalSet Spans { get; }

    /// <summary>The sessions reported, in order; at least one.</summary>
    public ImmutableArray<SessionPart> Parts { get; }

    /// <summary>The part that takes further evidence.</summary>
    public SessionPart Last => Parts[^1];

    /// <summary>Folds the state as it stands at an instant.</summary>
    public static SessionFold Of(SessionState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state, now);
    }

    /// <summary>Folds the state as it will stand when nothing more is heard.</summary>
    public static SessionFold Settled(SessionState state) => Of(state, Instant.MaxValue);

    // Runs of evidence, each closed one with the tail pad, without the pauses, up to the end.
    private IntervalSet StudyTime()
    {
        var runs = IntervalSet.Runs(_evidence.Select(e => e.EffectiveAt), _state.Policy.IdleTimeout);
        var study = runs.Union(IntervalSet.Of(Tails())).Subtract(IntervalSet.Of(_state.Evidence.Pauses()));
        return _state.End is { } end ? study.Clip(new Interval(null, end.At)) : study;
    }

    // A session that yielded ends where it was last heard of, as if it had been told so: its silence may not have lasted yet.
    private IEnumerable<Interval> Tails()
    {
        var pad = _state.Policy.TailPad;
        for (var i = 0; pad > Duration.Zero && i < _evidence.Length; i++)
        {
            var at = _evidence[i].EffectiveAt;
            var isClosed = i + 1 < _evidence.Length
                ? _evidence[i + 1].EffectiveAt - at > _state.Policy.IdleTimeout
                : !_state.IsLive(_now) && !_state.Yielded;
            if (isClosed)
            {
                yield return new Interval(at, at + pad);
            }
        }
    }

    private IEnumerable<SessionPart> SplitAtCap()
    {
        var (number, start, index) = (1, _state.CountsFrom, 0);
        while (true)
        {
            var cap = start + _state.Policy.MaxSession;
            while (index < _evidence.Length && _evidence[index].EffectiveAt <= cap)
            {
                index++;
            }

            if (index == _evidence.Length)
            {
                yield return LastPart(number, start);
                yield break;
            }

            var (before, after) = (_evidence[index - 1].EffectiveAt, _evidence[index].EffectiveAt);
            var crosses = after - before <= _state.Policy.SilenceAllowed(_state.Evidence.IsPausedAt(before));
            var (ended, next) = crosses ? (cap, cap) : (before, after);
            yield return new SessionPart(
                number,
                Told(number, start, ended),
                before,
                SessionStatus.Ended,
                ended,
                crosses ? SessionEndReason.Capped : SessionEndReason.AutoEnded,
                Spans.Clip(new Interval(start, next)));
            (number, start) = (number + 1, next);
        }
    }

    private SessionPart LastPart(int number, Instant start)
    {
        var lastActivity = Instant.Max(start, _evidence[^1].EffectiveAt);
        var endedAt = _state.EndedAt(_now);
        var status = endedAt is not null ? SessionStatus.Ended : _state.IsPaused ? SessionStatus.Paused : SessionStatus.Active;
        SessionEndReason? reason = endedAt is null ? null : _state.End?.Reason ?? SessionEndReason.AutoEnded;
        return new(number, Told(number, start, lastActivity), lastActivity, status, endedAt, reason, Spans.Clip(new Interval(start, null)));
    }

    // Evidence before the start counts for the first part, which starts where the client said, unless it was over by then.
    private Instant Told(int number, Instant start, Instant ended) =>
        number == 1 && _state.StartedAt <= ended ? _state.StartedAt : start;
}
