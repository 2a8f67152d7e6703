namespace Carillon.Time;

/// <summary>What other rules make of an event.</summary>
public enum RederivationKind
{
    /// <summary>The same instant.</summary>
    Unchanged,

    /// <summary>Another instant; the clocks show the local time as often as before.</summary>
    Moved,

    /// <summary>The clocks do not show the local time any more.</summary>
    NowSkipped,

    /// <summary>The clocks now show the local time twice.</summary>
    NowRepeated,

    /// <summary>The clocks now show the local time once; before, twice or never.</summary>
    NowUnique,

    /// <summary>The rules do not know the zone.</summary>
    ZoneUnknown,
}
