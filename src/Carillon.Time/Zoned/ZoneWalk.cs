using NodaTime;

namespace Carillon.Time;

/// <summary>Forward and backward over the stretches of constant offset of a zone: the two directions read the same bounds of each.</summary>
internal sealed partial class ZoneWalk : Walk
{
    private readonly LocalSchedule _schedule;
    private readonly DateTimeZone _zone;
    private readonly SkippedTimePolicy _skipped;
    private readonly RepeatedTimePolicy _repeated;

    public ZoneWalk(LocalSchedule schedule, DateTimeZone zone, DstPolicy policy)
    {
        _schedule = schedule;
        _zone = zone;
        var interval = policy.Interval ?? schedule.IsInterval;
        _skipped = policy.Skipped == SkippedTimePolicy.GapEndEach && interval ? SkippedTimePolicy.Skip : policy.Skipped;
        _repeated = policy.Repeated == RepeatedTimePolicy.BothIfInterval
            ? interval ? RepeatedTimePolicy.Both : RepeatedTimePolicy.First
            : policy.Repeated;
    }

    public override bool Next(long from, out Hit hit)
    {
        from = Math.Max(from, FirstInstant);
        while (from <= LastInstant)
        {
            var span = ZoneSpan.At(_zone, from);
            var low = from + span.Offset;
            var shownUntil = long.MinValue;
            var moved = default(Hit);
            var isMoved = false;
            if (span.IsNearStart(from) && span.HasStart)
            {
                var gap = new Gap(span.Start, ZoneSpan.At(_zone, span.Start - 1).Offset, span.Offset);
                shownUntil = gap.First;
                low = Math.Max(low, Lowest(span, shownUntil));
                isMoved = MovedAtOrAfter(gap, from, out moved) && moved.Instant < span.End;
            }

            var scheduled = _schedule.NextSecond(low);
            if (isMoved && moved.Instant + span.Offset < scheduled)
            {
                return Found(moved, out hit);
            }

            if (scheduled <= LocalSeconds.Last && !span.IsNearEnd(scheduled - span.Offset))
            {
                return Found(Show(scheduled, span, shownUntil, long.MaxValue), out hit);
            }

            if (!span.HasEnd || span.End > LastInstant)
            {
                return scheduled <= LocalSeconds.Last ? Found(Show(scheduled, span, shownUntil, long.MaxValue), out hit) : NotFound(out hit);
            }

            var next = new Gap(span.End, span.Offset, ZoneSpan.At(_zone, span.End).Offset);
            if (scheduled < Highest(span, next.End))
            {
                return Found(Show(scheduled, span, shownUntil, next.End), out hit);
            }

            if (MovedBefore(next, out moved))
            {
                return Found(moved, out hit);
            }

            // Away from transitions no clock shows anything until the next scheduled local time comes near: go there at once.
            var away = !span.IsNearEnd(from);
            if (away && scheduled == long.MaxValue)
            {
                break;
            }

            from = away ? Math.Max(span.End, scheduled - span.Offset - ZoneSpan.Reach) : span.End;
        }

        return NotFound(out hit);
    }

    public override bool Previous(long to, out Hit hit)
    {
        to = Math.Min(to, LastInstant);
        while (to >= FirstInstant)
        {
            var span = ZoneSpan.At(_zone, to);
            var high = to + span.Offset;
            var shownAgainFrom = long.MaxValue;
            var moved = default(Hit);
            var isMoved = false;
            if (span.IsNearEnd(to) && span.End <= LastInstant)
            {
                var next = new Gap(span.End, span.Offset, ZoneSpan.At(_zone, span.End).Offset);
                shownAgainFrom = next.End;
                high = Math.Min(high, Highest(span, shownAgainFrom) - 1);
                ThrowIfSkipped(next, to + 1);
                isMoved = to == span.End - 1 && MovedBefore(next, out moved);
            }

            var scheduled = _schedule.PreviousSecond(high);
            if (isMoved && scheduled < to + span.Offset)
            {
                return Found(moved, out hit);
            }

            if (!span.HasStart || (scheduled >= LocalSeconds.First && !span.IsNearStart(scheduled - span.Offset)))
            {
                return scheduled >= LocalSeconds.First ? Found(Show(scheduled, span, long.MinValue, shownAgainFrom), out hit) : NotFound(out hit);
            }

            var gap = new Gap(span.Start, ZoneSpan.At(_zone, span.Start - 1).Offset, span.Offset);
            var isShown = scheduled >= Lowest(span, gap.First);
            if (MovedAtOrBefore(gap, to, out moved) && !(isShown && scheduled >= moved.Instant + span.Offset))
            {
                return Found(moved, out hit);
            }

            if (isShown)
            {
                return Found(Show(scheduled, span, gap.First, shownAgainFrom), out hit);
            }

            var away = !span.IsNearStart(to);
            if (away && scheduled == long.MinValue)
            {
                break;
            }

            to = away ? Math.Min(span.Start - 1, scheduled - span.Offset + ZoneSpan.Reach) : span.Start - 1;
        }

        return NotFound(out hit);
    }
}
