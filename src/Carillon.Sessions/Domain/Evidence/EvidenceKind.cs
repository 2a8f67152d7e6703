namespace Carillon.Sessions;

/// <summary>What a piece of evidence says. The order decides between pieces of the same instant.</summary>
public enum EvidenceKind
{
    /// <summary>The session was started.</summary>
    Start,

    /// <summary>The student was there.</summary>
    Beat,

    /// <summary>Study stopped for a while; time counts again from the next <see cref="Resume"/>.</summary>
    Pause,

    /// <summary>Study went on.</summary>
    Resume,

    /// <summary>The work was handed in.</summary>
    Submit,

    /// <summary>The student left.</summary>
    Stop,
}
