namespace Carillon.Testing.Simulation;

/// <summary>A state as a worker read it, with the row version of that moment.</summary>
/// <param name="State">The stored state.</param>
/// <param name="Version">The row version: 0 before the first write, one more for each write that was won.</param>
public readonly record struct Versioned<TState>(TState State, long Version);
