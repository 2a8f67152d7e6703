namespace Carillon.Sessions;

/// <summary>How a session stands at an instant.</summary>
public enum SessionStatus
{
    /// <summary>Live: the student is studying.</summary>
    Active,

    /// <summary>Live: the student has paused.</summary>
    Paused,

    /// <summary>Over; <see cref="SessionEndReason"/> says why.</summary>
    Ended,
}
