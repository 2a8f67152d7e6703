namespace Carillon.Time;

/// <summary>How the instant of an <see cref="Occurrence"/> follows from its scheduled local time.</summary>
public enum OccurrenceKind
{
    /// <summary>The clocks show the local time once.</summary>
    Regular,

    /// <summary>The clocks show the local time twice; this is the first.</summary>
    FirstPass,

    /// <summary>The clocks show the local time twice; this is the second.</summary>
    SecondPass,

    /// <summary>The clocks skip the local time; the occurrence happens when the gap ends.</summary>
    MovedToGapEnd,

    /// <summary>The clocks skip the local time; the occurrence is later by the length of the gap.</summary>
    ShiftedFromGap,

    /// <summary>The clocks skip the local time; the occurrence happens in the last second before the gap.</summary>
    MovedBeforeGap,

    /// <summary>The clocks skip several scheduled local times; this occurrence stands for all of them.</summary>
    Collapsed,
}
