namespace Carillon.Time;

/// <summary>What counts when the stored offset of an event and new rules disagree; the words are those of ECMAScript's Temporal.</summary>
public enum OffsetRule
{
    /// <summary>The offset decides between two showings of the local time, and keeps what a resolver made of a skipped one; otherwise the local time counts.</summary>
    Prefer,

    /// <summary>The stored instant counts, whatever the clocks show then.</summary>
    Use,

    /// <summary>The local time counts and the offset is forgotten.</summary>
    Ignore,

    /// <summary>Nothing counts: where anything changes, somebody has to decide.</summary>
    Reject,
}
