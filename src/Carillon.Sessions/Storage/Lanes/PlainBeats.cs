using System.Collections.Immutable;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The beats of one live session in a batch, when each of them only adds evidence.</summary>
internal sealed class PlainBeats
{
    private readonly LiveRow _row;
    private readonly SessionPolicy _policy;
    private readonly List<(int Index, StudyBeats Request, RequestStamp Stamp, ImmutableArray<Instant> At)> _requests;

    private PlainBeats(
        LiveRow row, SessionPolicy policy, List<(int Index, StudyBeats Request, RequestStamp Stamp, ImmutableArray<Instant> At)> requests)
    {
        _row = row;
        _policy = policy;
        _requests = requests;
    }

    public Guid Id => _row.Id;

    /// <summary>The beats, or null when the general lane has to decide one of them.</summary>
    public static PlainBeats? Of(LiveRow row, SessionPolicy policy, IEnumerable<(int Index, Received Received)> requests, Instant now)
    {
        var plain = new List<(int, StudyBeats, RequestStamp, ImmutableArray<Instant>)>();
        var idleAt = row.LastActivityAt + policy.SilenceAllowed(row.Paused);
        foreach (var (index, received) in requests)
        {
            var request = (StudyBeats)received.Request;
            var stamp = request.Stamp(Instant.Min(received.At, now)).TruncateToMicroseconds();

            // Offsets this close to the remembered one are never suspect of each other, so it need not be moved.
            var drift = stamp.Offset - (row.LastOffset ?? stamp.Offset);
            var isClose = drift <= policy.MaxOffsetJump / 2 && drift >= -policy.MaxOffsetJump / 2;
            ImmutableArray<Instant> at = [.. request.Beats.Select(beat => EffectiveTime.Of(beat.At, stamp, stamp.Offset, policy.MaxOffsetJump).At)];
            if (idleAt <= stamp.ReceivedAt || !isClose || request.Beats.Any(beat => beat.Problem is not null) || !at.All(instant => IsPlain(instant, row, policy, stamp)))
            {
                return null;
            }

            plain.Add((index, request, stamp, at));
        }

        return new(row, policy, plain);
    }

    public IEnumerable<EvidenceRow> Evidence() =>
        from request in _requests
        from beat in request.Request.Beats.Zip(request.At)
        select EvidenceRow.Of(_row.TenantId, Id, new(
            beat.Second, EvidenceKind.Beat, beat.First.EffectiveKey, beat.First.At.At, request.Stamp.ReceivedAt, request.Stamp.Offset));

    /// <summary>Writes the replies, where all evidence was new if <paramref name="added"/> is null, and returns the row as it shall be; null when it is close enough as it is.</summary>
    public LiveRow? Settle(HashSet<(Guid, EvidenceKind, string)>? added, ILookup<Guid, Evidence> known, BeatsReply?[] replies)
    {
        var stored = known[Id].Where(evidence => evidence.Kind == EvidenceKind.Beat).ToDictionary(evidence => evidence.Key, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (last, offset) = (_row.LastActivityAt, _row.LastOffset);
        foreach (var (index, request, stamp, at) in _requests)
        {
            var verdicts = ImmutableArray.CreateBuilder<SessionVerdict>(at.Length);
            foreach (var (beat, instant) in request.Beats.Zip(at))
            {
                var key = beat.EffectiveKey;
                if (added is null || (seen.Add(key) && added.Contains((Id, EvidenceKind.Beat, key))))
                {
                    verdicts.Add(new(key, SessionOutcome.Accepted, instant));
                    (last, offset) = (Instant.Max(last, instant), stamp.Offset);
                }
                else
                {
                    verdicts.Add(SessionMachine.Repeated(stored[key], beat.At));
                }
            }

            var idleAt = last + _policy.SilenceAllowed(_row.Paused);
            var promptAt = _policy.PromptBefore > Duration.Zero ? idleAt - _policy.PromptBefore : (Instant?)null;
            replies[index] = new(request.Student, request.ClientSessionId, verdicts.DrainToImmutable(), idleAt, promptAt);
        }

        return last - _row.LastActivityAt > _policy.IdleTimeout / 4 ? _row with { LastActivityAt = last, LastOffset = offset, Version = _row.Version + 1 } : null;
    }

    private static bool IsPlain(Instant at, LiveRow row, SessionPolicy policy, RequestStamp stamp) =>
        stamp.ReceivedAt - at <= policy.MaxAge
        && at >= row.StartedAt
        && at - row.StartedAt <= policy.MaxSession;
}
