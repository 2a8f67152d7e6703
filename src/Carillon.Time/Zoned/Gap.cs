namespace Carillon.Time;

/// <summary>The local times [<see cref="First"/>, <see cref="End"/>) that a transition skips; none when the clocks do not go forward.</summary>
internal readonly struct Gap(long transition, long offsetBefore, long offsetAfter)
{
    public readonly long Transition = transition;
    public readonly long OffsetBefore = offsetBefore;
    public readonly long OffsetAfter = offsetAfter;

    public long First => Transition + OffsetBefore;

    public long End => Transition + OffsetAfter;

    /// <summary>The first scheduled time that is skipped, at or after a local second.</summary>
    public bool Skips(LocalSchedule schedule, long from, out long scheduled)
    {
        scheduled = End > First && from < End ? schedule.NextSecond(Math.Max(from, First)) : long.MaxValue;
        return scheduled < End;
    }

    /// <summary>The last scheduled time that is skipped, at or before a local second.</summary>
    public bool SkipsBack(LocalSchedule schedule, long to, out long scheduled)
    {
        scheduled = End > First && to >= First ? schedule.PreviousSecond(Math.Min(to, End - 1)) : long.MinValue;
        return scheduled >= First;
    }

    /// <summary>The one occurrence, at an instant, for all scheduled times that are skipped.</summary>
    public bool Collapse(LocalSchedule schedule, long instant, OccurrenceKind kind, out Hit hit)
    {
        var found = Skips(schedule, First, out var scheduled);
        hit = found
            ? new(instant, scheduled, instant < Transition ? OffsetBefore : OffsetAfter, Skips(schedule, scheduled + 1, out _) ? OccurrenceKind.Collapsed : kind)
            : default;
        return found;
    }

    /// <summary>The occurrence of a skipped time as the clocks before the gap would have shown it.</summary>
    public Hit Shift(long scheduled) => new(scheduled - OffsetBefore, scheduled, OffsetAfter, OccurrenceKind.ShiftedFromGap);

    /// <summary>The first of the occurrences at or after an instant, when each skipped time gets the next second after the gap that has no time of its own.</summary>
    public bool OneByOne(LocalSchedule schedule, long from, out Hit hit)
    {
        hit = default;
        if (from >= Limit || !Skips(schedule, First, out var scheduled))
        {
            return false;
        }

        var instant = Free(schedule, Transition);
        while (instant < from && instant < Limit)
        {
            if (!Skips(schedule, scheduled + 1, out scheduled))
            {
                return false;
            }

            instant = Free(schedule, instant + 1);
        }

        hit = new(instant, scheduled, OffsetAfter, OccurrenceKind.MovedToGapEnd);
        return instant < Limit;
    }

    /// <summary>The last of them at or before an instant.</summary>
    public bool OneByOneBack(LocalSchedule schedule, long to, out Hit hit)
    {
        hit = default;
        if (to < Transition || !Skips(schedule, First, out var scheduled))
        {
            return false;
        }

        var last = Math.Min(to, Limit - 1);
        var instant = Free(schedule, Transition);
        if (instant > last)
        {
            return false;
        }

        while (Skips(schedule, scheduled + 1, out var following) && Free(schedule, instant + 1) is var next && next <= last)
        {
            (instant, scheduled) = (next, following);
        }

        hit = new(instant, scheduled, OffsetAfter, OccurrenceKind.MovedToGapEnd);
        return true;
    }

    // Twice the gap has room for its times beside as many after it.
    private long Limit => Transition + 2 * Math.Max(0, OffsetAfter - OffsetBefore);

    private long Free(LocalSchedule schedule, long instant)
    {
        while (instant < Limit && schedule.NextSecond(instant + OffsetAfter) == instant + OffsetAfter)
        {
            instant++;
        }

        return instant;
    }
}
