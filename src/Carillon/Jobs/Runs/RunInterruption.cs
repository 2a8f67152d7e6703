namespace Carillon.Jobs;

/// <summary>Why the token of a job fired.</summary>
public enum RunInterruption
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The host shuts down; the run is handed back at once.</summary>
    Shutdown,

    /// <summary>The attempt took longer than the job's timeout.</summary>
    Timeout,

    /// <summary>Another worker may have taken the run over.</summary>
    LeaseLost,

    /// <summary>Somebody asked for the end of the run.</summary>
    Cancelled,
}
