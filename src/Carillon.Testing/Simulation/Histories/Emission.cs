using NodaTime;

namespace Carillon.Testing.Simulation.Histories;

/// <summary>That a client emitted an event. Copies of one event share the emission.</summary>
/// <param name="Ordinal">Counts the events of the history from 1; a source of unique keys.</param>
/// <param name="Client">Which client, from 0.</param>
/// <param name="At">When, by the database clock.</param>
/// <param name="Skew">How far the client's clock is ahead.</param>
public sealed record Emission(int Ordinal, int Client, Instant At, Duration Skew)
{
    /// <summary>When, by the client's clock.</summary>
    public Instant ClientAt => At + Skew;
}
