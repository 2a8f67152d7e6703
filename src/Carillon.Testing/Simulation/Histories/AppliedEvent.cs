using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>A delivery that was acknowledged: its write was won, or there was nothing to write.</summary>
/// <param name="Emission">Who emitted it, and when. Equal for copies of one event.</param>
/// <param name="Event">The event.</param>
/// <param name="Now">The instant at which the machine decided.</param>
public sealed record AppliedEvent<TEvent>(Emission Emission, TEvent Event, Instant Now);
