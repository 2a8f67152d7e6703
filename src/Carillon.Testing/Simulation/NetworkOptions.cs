using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>What happens to an event between its client and a worker.</summary>
public sealed record NetworkOptions
{
    /// <summary>Probability that an event never arrives.</summary>
    /// <value>Default: 0.05.</value>
    public double Loss { get; init; } = 0.05;

    /// <summary>Probability that an event arrives a second time, up to <see cref="MaxDelay"/> later.</summary>
    /// <value>Default: 0.15.</value>
    public double Duplication { get; init; } = 0.15;

    /// <summary>Probability that an event is held up, and so overtaken by others.</summary>
    /// <value>Default: 0.2.</value>
    public double Delay { get; init; } = 0.2;

    /// <summary>The longest delay.</summary>
    /// <value>Default: 15 minutes.</value>
    public Duration MaxDelay { get; init; } = Duration.FromMinutes(15);
}
