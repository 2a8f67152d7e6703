namespace Carillon.Testing.Simulation;

/// <summary>A broken law with the smallest history found that breaks it.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Wrong">What is wrong in the shrunk history.</param>
/// <param name="Seed">The seed of the one history that broke it first: <c>Replay(seed)</c> makes it again, unshrunk.</param>
/// <param name="Events">Deliveries and sweeps in the shrunk history.</param>
/// <param name="History">The shrunk history, one line per step; <c>Replay(text)</c> runs it again.</param>
public sealed record SimulationFailure(string Law, string Wrong, ulong Seed, int Events, string History)
{
    /// <summary>Law, reason and history, for a test's output.</summary>
    public override string ToString() => $"{Law}: {Wrong}{Environment.NewLine}{History}";
}
