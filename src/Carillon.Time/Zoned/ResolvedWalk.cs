using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time;

/// <summary>The walk that asks a resolver about each scheduled time that the clocks skip or show twice.</summary>
internal sealed class ResolvedWalk(LocalSchedule schedule, DateTimeZone zone, ZoneLocalMappingResolver resolver) : Walk
{
    public override bool Next(long from, out Hit hit)
    {
        from = Math.Max(from, FirstInstant);
        for (var (at, best) = (from, default(Hit?)); at <= LastInstant;)
        {
            var span = ZoneSpan.At(zone, at);
            var (low, high) = ShownOnce(span);
            if (span.HasStart && span.IsNearStart(at))
            {
                Consider(span.Start, resolved => resolved.Instant >= from, earliest: true, ref best);
            }

            if (span.HasEnd)
            {
                Consider(span.End, resolved => resolved.Instant >= from, earliest: true, ref best);
            }

            var scheduled = schedule.NextSecond(Math.Max(low, at + span.Offset));
            if (scheduled < high && scheduled <= LocalSeconds.Last && !(best?.Instant < scheduled - span.Offset))
            {
                best = new(scheduled - span.Offset, scheduled, span.Offset, OccurrenceKind.Regular);
            }

            if (best is { } found && (found.Instant < span.End || !span.HasEnd))
            {
                return Found(found, out hit);
            }

            if (!span.HasEnd || (scheduled == long.MaxValue && best is null && !span.IsNearEnd(at)))
            {
                break;
            }

            at = span.End;
        }

        return NotFound(out hit);
    }

    public override bool Previous(long to, out Hit hit)
    {
        to = Math.Min(to, LastInstant);
        for (var (at, best) = (to, default(Hit?)); at >= FirstInstant;)
        {
            var span = ZoneSpan.At(zone, at);
            var (low, high) = ShownOnce(span);
            if (span.HasEnd && span.IsNearEnd(at))
            {
                Consider(span.End, resolved => resolved.Instant <= to, earliest: false, ref best);
            }

            if (span.HasStart)
            {
                Consider(span.Start, resolved => resolved.Instant <= to, earliest: false, ref best);
            }

            var scheduled = schedule.PreviousSecond(Math.Min(high - 1, at + span.Offset));
            if (scheduled >= low && scheduled >= LocalSeconds.First && !(best?.Instant > scheduled - span.Offset))
            {
                best = new(scheduled - span.Offset, scheduled, span.Offset, OccurrenceKind.Regular);
            }

            if (best is { } found && (found.Instant >= span.Start || !span.HasStart))
            {
                return Found(found, out hit);
            }

            if (!span.HasStart || (scheduled == long.MinValue && best is null && !span.IsNearStart(at)))
            {
                break;
            }

            at = span.Start - 1;
        }

        return NotFound(out hit);
    }

    /// <summary>The local seconds of a stretch that neither of its neighbours shows.</summary>
    private (long Low, long High) ShownOnce(in ZoneSpan span) => (
        span.HasStart ? span.Start + Math.Max(span.Offset, ZoneSpan.At(zone, span.Start - 1).Offset) : span.Start,
        span.HasEnd && span.End <= LastInstant ? span.End + Math.Min(span.Offset, ZoneSpan.At(zone, span.End).Offset) : span.End);

    /// <summary>Takes the earliest or latest answer of the resolver to the times that a transition skips or repeats.</summary>
    private void Consider(long transition, Func<Hit, bool> counts, bool earliest, ref Hit? best)
    {
        if (transition > LastInstant)
        {
            return;
        }

        var (before, after) = (ZoneSpan.At(zone, transition - 1).Offset, ZoneSpan.At(zone, transition).Offset);
        var end = transition + Math.Max(before, after);
        for (var scheduled = schedule.NextSecond(transition + Math.Min(before, after)); scheduled < end; scheduled = schedule.NextSecond(scheduled + 1))
        {
            var hit = Resolve(scheduled, transition);
            if (!counts(hit))
            {
                continue;
            }

            if (best?.Instant == hit.Instant)
            {
                best = best.Value.Kind == OccurrenceKind.Regular || best.Value.Scheduled == hit.Scheduled ? best : best.Value with { Kind = OccurrenceKind.Collapsed };
            }
            else if (best is null || (hit.Instant < best.Value.Instant) == earliest)
            {
                best = hit;
            }
        }
    }

    private Hit Resolve(long scheduled, long transition)
    {
        var mapping = zone.MapLocal(LocalSeconds.ToLocal(scheduled));
        var resolved = resolver(mapping);
        var instant = resolved.ToInstant().ToUnixTimeSeconds();
        var kind = mapping.Count == 2 ? instant < transition ? OccurrenceKind.FirstPass : OccurrenceKind.SecondPass
            : instant < transition ? OccurrenceKind.MovedBeforeGap
            : instant == transition ? OccurrenceKind.MovedToGapEnd
            : OccurrenceKind.ShiftedFromGap;
        return new(instant, scheduled, resolved.Offset.Seconds, kind);
    }
}
