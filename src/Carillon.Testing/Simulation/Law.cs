using Carillon.Testing.Simulation.Histories;

namespace Carillon.Testing.Simulation;

/// <summary>A named law that every history must keep.</summary>
/// <param name="Name">A sentence that says what always holds.</param>
/// <param name="Violated">Looks at a finished history: null when the law holds, otherwise what is wrong, with the values.</param>
public sealed record Law<TState, TEvent>(string Name, Func<History<TState, TEvent>, string?> Violated);
