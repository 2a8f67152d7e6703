using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>A step that was carried out, with what came of it.</summary>
/// <param name="Turn">The scheduling decision.</param>
/// <param name="Work">The emission that the worker has in hand; null for a sweep and for an idle worker.</param>
/// <param name="Event">The event of <paramref name="Work"/>; the default value without it.</param>
/// <param name="Now">The instant that the machine was given when the worker read.</param>
/// <param name="Outcome">What came of the step.</param>
/// <param name="Stored">State and version in the store after the step.</param>
/// <param name="Effects">The effects stored by this step for the first time.</param>
public sealed record HistoryStep<TState, TEvent>(
    Turn Turn,
    Emission? Work,
    TEvent? Event,
    Instant Now,
    StepOutcome Outcome,
    Versioned<TState> Stored,
    IReadOnlyList<Effect> Effects);
