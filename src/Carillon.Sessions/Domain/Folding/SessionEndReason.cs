namespace Carillon.Sessions;

/// <summary>Why a session is over.</summary>
public enum SessionEndReason
{
    /// <summary>The work was handed in.</summary>
    Submitted,

    /// <summary>The student left.</summary>
    Stopped,

    /// <summary>Nothing was heard for the idle timeout; a later sign of life reopens the session.</summary>
    AutoEnded,

    /// <summary>Another session of the same scope took its place.</summary>
    Superseded,

    /// <summary>It reached the longest session; what follows is the next part.</summary>
    Capped,
}
