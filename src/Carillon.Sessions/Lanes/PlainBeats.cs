using System.Collections.Immutable;
using Carillon.Sessions.Storage;
using NodaTime;

namespace Carillon.Sessions.Lanes;

/// <summary>The beats of one live session in a batch, when each of them only adds evidence.</summary>
internal sealed class PlainBeats
{
    private readonly SessionRow _row;
    private readonly SessionPolicy _policy;
    private readonly List<(int Index, StudyBeats Request, RequestStamp Stamp, ImmutableArray<Instant> At)> _requests;

    private PlainBeats(
        SessionRow row, SessionPolicy policy, List<(int Index, StudyBeats Request, RequestStamp Stamp, ImmutableArray<Instant> At)> requests)
    {
        _row = row;
        _policy = policy;
        _requests = requests;
    }

    public Guid Id => _row.Id;

    /// <summary>The beats, or null when the general lane has to decide one of them.</summary>
    public static PlainBeats? Of(SessionRow row, SessionPolicy policy, IEnumerable<(int Index, Received Received)> requests, Instant now)
    {
        if (row.Awaits != SessionWait.AutoEnd)
        {
            return null;
        }

        var plain = new List<(int, StudyBeats, RequestStamp, ImmutableArray<Instant>)>();
        var (least, most) = (row.LastOffset ?? Duration.MaxValue, row.LastOffset ?? Duration.MinValue);
        var idleAt = row.LastActivityAt + policy.SilenceAllowed(row.Paused);
        foreach (var (index, received) in requests)
        {
            var request = (StudyBeats)received.Request;
            var stamp = request.Stamp(Instant.Min(received.At, now)).TruncateToMicroseconds();

            // Offsets this close are never suspect, whichever of them comes first and whichever beats are repetitions.
            (least, most) = (Duration.Min(least, stamp.Offset), Duration.Max(most, stamp.Offset));
            ImmutableArray<Instant> at = [.. request.Beats.Select(beat => EffectiveTime.Of(beat.At, stamp, stamp.Offset, policy.MaxOffsetJump).At)];
            if (idleAt <= stamp.ReceivedAt || most - least > policy.MaxOffsetJump || !at.All(instant => IsPlain(instant, row, policy, stamp)))
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
            beat.Second, EvidenceKind.Beat, beat.First.EffectiveKey, beat.First.At.At, request.Stamp.ReceivedAt));

    /// <summary>Writes the replies and returns the row as it shall be; null when all beats were repetitions.</summary>
    public SessionRow? Settle(HashSet<(Guid, EvidenceKind, string)> added, ILookup<Guid, Evidence> known, BeatsReply?[] replies)
    {
        var stored = known[Id].Where(evidence => evidence.Kind == EvidenceKind.Beat).ToDictionary(evidence => evidence.Key, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (last, offset, isMoved) = (_row.LastActivityAt, _row.LastOffset, false);
        foreach (var (index, request, stamp, at) in _requests)
        {
            var verdicts = ImmutableArray.CreateBuilder<SessionVerdict>(at.Length);
            foreach (var (beat, instant) in request.Beats.Zip(at))
            {
                var key = beat.EffectiveKey;
                if (seen.Add(key) && added.Contains((Id, EvidenceKind.Beat, key)))
                {
                    verdicts.Add(new(key, SessionOutcome.Accepted, instant));
                    (last, offset, isMoved) = (Instant.Max(last, instant), stamp.Offset, true);
                }
                else
                {
                    verdicts.Add(new(key, SessionOutcome.Duplicate, stored[key].EffectiveAt, stored[key].ClockSuspect));
                }
            }

            var idleAt = last + _policy.SilenceAllowed(_row.Paused);
            var promptAt = _policy.PromptBefore > Duration.Zero ? idleAt - _policy.PromptBefore : (Instant?)null;
            replies[index] = new(_row.Student, _row.ClientSessionId, verdicts.DrainToImmutable(), idleAt, promptAt);
        }

        return isMoved ? _row with { LastActivityAt = last, LastOffset = offset, Version = _row.Version + 1 } : null;
    }

    private static bool IsPlain(Instant at, SessionRow row, SessionPolicy policy, RequestStamp stamp) =>
        stamp.ReceivedAt - at <= policy.MaxAge
        && at - row.StartedAt <= policy.MaxSession
        && (row.Part == 1 || at >= row.StartedAt);
}
