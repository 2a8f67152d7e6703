using Carillon.Testing.Simulation.Histories;

namespace Carillon.Testing.Simulation;

/// <summary>
/// Makes the event that a client emits. It must depend on its arguments alone: the same emission is made again when a history is replayed or shrunk.
/// </summary>
/// <param name="emission">Ordinal, client and both clocks; take keys from the ordinal and times from <see cref="Emission.ClientAt"/>.</param>
/// <param name="random">Randomness of this one event.</param>
public delegate TEvent EventSource<out TEvent>(Emission emission, SimulationRandom random);
