using Carillon.Jobs;

namespace Carillon.Sessions;

/// <summary>The names of the pack's sweeps.</summary>
public static class SessionSweeps
{
    /// <summary>Ends sessions by silence.</summary>
    public static JobName AutoEnd { get; } = new("sessions.auto-end");

    /// <summary>Closes sessions whose late window is over: their evidence is dropped, their study time stays.</summary>
    public static JobName Finalise { get; } = new("sessions.finalise");
}
