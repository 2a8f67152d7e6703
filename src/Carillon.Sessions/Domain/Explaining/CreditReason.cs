namespace Carillon.Sessions;

/// <summary>Why an instant counts as study, or why it does not.</summary>
public enum CreditReason
{
    /// <summary>Counts: it lies between two pieces of evidence that are close enough.</summary>
    Proven,

    /// <summary>Counts: it lies in the tail pad after the last evidence of a run.</summary>
    TailPad,

    /// <summary>Does not count: the evidence around it is too far apart.</summary>
    GapTooLong,

    /// <summary>Does not count: the session was paused.</summary>
    Paused,

    /// <summary>Does not count: it lies before the first evidence.</summary>
    BeforeEvidence,

    /// <summary>Does not count: nothing was heard at or after it.</summary>
    AfterEvidence,

    /// <summary>Does not count: the session had ended.</summary>
    AfterEnd,
}
