namespace Carillon.Testing.Simulation;

/// <summary>A side effect as an outbox row: inserted with the state change, once per key.</summary>
/// <param name="Key">The deterministic key. A second row with an equal payload is harmless, with another payload it breaks a law.</param>
/// <param name="Payload">What would be sent; compared by <see cref="object.Equals(object?, object?)"/>.</param>
public sealed record Effect(string Key, object? Payload = null);
