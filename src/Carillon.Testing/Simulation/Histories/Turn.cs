using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>One scheduling decision: which worker does what, and when.</summary>
/// <param name="At">When, by the database clock.</param>
/// <param name="Worker">Which worker, from 0.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Emission">The event that it takes, for <see cref="TurnKind.Read"/>; otherwise null.</param>
/// <param name="Skew">How far the worker's clock is ahead.</param>
public sealed record Turn(Instant At, int Worker, TurnKind Kind, Emission? Emission, Duration Skew);
