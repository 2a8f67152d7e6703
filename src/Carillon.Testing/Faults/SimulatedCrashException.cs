namespace Carillon.Testing.Faults;

/// <summary>The process is dead as far as its database connections are concerned. Not a database error, so that nothing retries it.</summary>
public sealed class SimulatedCrashException : Exception
{
    /// <summary>With the place of the crash.</summary>
    public SimulatedCrashException(CrashPoint point)
        : base($"Simulated crash {point}") => Point = point;

    /// <summary>Where the crash happened; a later use of a dead connection names the same place.</summary>
    public CrashPoint Point { get; }
}
