namespace Carillon.Time;

/// <summary>Where an instant lies in a <see cref="SessionWindow"/>.</summary>
public enum SessionPhase
{
    /// <summary>Before the window opens.</summary>
    Upcoming,

    /// <summary>The window is open, the session has not started.</summary>
    Opening,

    /// <summary>The session has started, and who comes now is late but let in.</summary>
    Late,

    /// <summary>The session goes on, and who comes now is too late.</summary>
    Running,

    /// <summary>The session has ended, the window has not closed.</summary>
    Closing,

    /// <summary>The window has closed.</summary>
    Closed,
}
