using NodaTime;

namespace Carillon.Time;

internal sealed partial class ZoneWalk
{
    /// <summary>The first local second of a stretch that counts; the clocks before it showed the seconds below <paramref name="shownUntil"/>.</summary>
    private long Lowest(in ZoneSpan span, long shownUntil)
    {
        var start = span.Start + span.Offset;
        return _repeated == RepeatedTimePolicy.First ? Math.Max(start, shownUntil) : start;
    }

    /// <summary>The end of the local seconds of a stretch that count; the clocks after it show the seconds from <paramref name="shownAgainFrom"/> on.</summary>
    private long Highest(in ZoneSpan span, long shownAgainFrom)
    {
        var end = span.End + span.Offset;
        return _repeated == RepeatedTimePolicy.Last ? Math.Min(end, shownAgainFrom) : end;
    }

    /// <summary>A scheduled time that the clocks show in this stretch.</summary>
    private Hit Show(long scheduled, in ZoneSpan span, long shownUntil, long shownAgainFrom)
    {
        var kind = scheduled < shownUntil ? OccurrenceKind.SecondPass
            : scheduled >= shownAgainFrom ? OccurrenceKind.FirstPass
            : OccurrenceKind.Regular;
        if (_repeated == RepeatedTimePolicy.Throw && kind != OccurrenceKind.Regular)
        {
            throw Ambiguous(scheduled);
        }

        return new(scheduled - span.Offset, scheduled, span.Offset, kind);
    }

    private AmbiguousTimeException Ambiguous(long scheduled)
    {
        var mapping = _zone.MapLocal(LocalSeconds.ToLocal(scheduled));
        return new(mapping.First(), mapping.Last());
    }

    /// <summary>The first occurrence after a gap, at or after an instant, that stands for skipped times.</summary>
    private bool MovedAtOrAfter(in Gap gap, long from, out Hit hit)
    {
        ThrowIfSkipped(gap, from);
        switch (_skipped)
        {
            case SkippedTimePolicy.GapEnd when from == gap.Transition:
                return gap.Collapse(_schedule, gap.Transition, OccurrenceKind.MovedToGapEnd, out hit);
            case SkippedTimePolicy.GapEndEach:
                return gap.OneByOne(_schedule, from, out hit);
            case SkippedTimePolicy.ShiftForward when gap.Skips(_schedule, from + gap.OffsetBefore, out var scheduled):
                hit = gap.Shift(scheduled);
                return true;
            default:
                return NotFound(out hit);
        }
    }

    /// <summary>The last occurrence after a gap, at or before an instant, that stands for skipped times.</summary>
    private bool MovedAtOrBefore(in Gap gap, long to, out Hit hit)
    {
        switch (_skipped)
        {
            case SkippedTimePolicy.GapEnd:
                return gap.Collapse(_schedule, gap.Transition, OccurrenceKind.MovedToGapEnd, out hit);
            case SkippedTimePolicy.GapEndEach:
                return gap.OneByOneBack(_schedule, to, out hit);
            case SkippedTimePolicy.ShiftForward when gap.SkipsBack(_schedule, to + gap.OffsetBefore, out var scheduled):
                hit = gap.Shift(scheduled);
                return true;
            default:
                return NotFound(out hit);
        }
    }

    /// <summary>The occurrence in the second before a gap that stands for skipped times.</summary>
    private bool MovedBefore(in Gap gap, out Hit hit) => _skipped == SkippedTimePolicy.JustBefore
        ? gap.Collapse(_schedule, gap.Transition - 1, OccurrenceKind.MovedBeforeGap, out hit)
        : NotFound(out hit);

    private void ThrowIfSkipped(in Gap gap, long instant)
    {
        if (_skipped == SkippedTimePolicy.Throw && instant == gap.Transition && gap.Skips(_schedule, gap.First, out var scheduled))
        {
            throw new SkippedTimeException(LocalSeconds.ToLocal(scheduled), _zone);
        }
    }
}
