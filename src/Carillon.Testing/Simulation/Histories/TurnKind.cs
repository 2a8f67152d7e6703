namespace Carillon.Testing.Simulation.Histories;

/// <summary>What a worker does in one step.</summary>
public enum TurnKind
{
    /// <summary>Takes an event and reads the state.</summary>
    Read,

    /// <summary>Begins a sweep: reads the state.</summary>
    Sweep,

    /// <summary>Writes what it decided, under the guard.</summary>
    Write,

    /// <summary>Dies; what it had read is forgotten.</summary>
    Crash,
}
