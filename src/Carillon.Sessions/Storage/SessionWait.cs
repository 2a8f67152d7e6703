namespace Carillon.Sessions.Storage;

/// <summary>Which sweep a session waits for.</summary>
internal enum SessionWait
{
    /// <summary>None: it is final.</summary>
    Nothing,

    /// <summary>Live: for silence to end it.</summary>
    AutoEnd,

    /// <summary>Ended: for the late window to close.</summary>
    Finalise,
}
