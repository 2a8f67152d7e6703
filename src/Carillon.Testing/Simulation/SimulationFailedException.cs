namespace Carillon.Testing.Simulation;

/// <summary>A simulated history broke a law.</summary>
public sealed class SimulationFailedException : Exception
{
    /// <summary>With the failure; the message is its text.</summary>
    public SimulationFailedException(SimulationFailure failure)
        : base(failure?.ToString()) => Failure = failure!;

    /// <summary>The law, the seed and the shrunk history.</summary>
    public SimulationFailure Failure { get; }
}
