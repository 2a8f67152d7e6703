using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>The clients that emit events.</summary>
public sealed record ClientOptions
{
    /// <summary>How many clients, at least 1.</summary>
    /// <value>Default: 2.</value>
    public int Count { get; init; } = 2;

    /// <summary>How far a client's clock may be from the database's, in either direction; fixed per client and history.</summary>
    /// <value>Default: 5 seconds.</value>
    public Duration MaxSkew { get; init; } = Duration.FromSeconds(5);
}
