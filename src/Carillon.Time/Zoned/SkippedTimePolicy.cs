namespace Carillon.Time;

/// <summary>What happens to a scheduled local time that the clocks skip.</summary>
public enum SkippedTimePolicy
{
    /// <summary>Nothing: there is no such occurrence that day.</summary>
    Skip,

    /// <summary>One occurrence when the gap ends, for all the times it skips together.</summary>
    GapEnd,

    /// <summary>
    /// As cronie does: fixed schedules have one occurrence for each skipped time when the gap ends, each in the next
    /// second that is nobody's, so that each has an instant of its own; a time scheduled after the gap keeps its second. Only where the
    /// times fill two lengths of the gap is there no room. Interval schedules have none.
    /// </summary>
    GapEndEach,

    /// <summary>The time as the clocks before the gap would have shown it: later by the length of the gap.</summary>
    ShiftForward,

    /// <summary>One occurrence in the last second before the gap, for all the times it skips together.</summary>
    JustBefore,

    /// <summary>A <see cref="NodaTime.SkippedTimeException"/> when a search comes across it.</summary>
    Throw,

    /// <summary>A resolver decides. Not to be chosen by hand: see <see cref="DstPolicy.FromResolver"/>.</summary>
    Resolved,
}
