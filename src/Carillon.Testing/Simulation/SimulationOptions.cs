using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>How one history is made. The defaults are unkind on purpose.</summary>
public sealed record SimulationOptions
{
    /// <summary>The database clock at the beginning.</summary>
    /// <value>Default: 2026-03-28T22:00Z, three hours before clocks go forward in Europe.</value>
    public Instant Start { get; init; } = Instant.FromUtc(2026, 3, 28, 22, 0);

    /// <summary>Events emitted per history.</summary>
    /// <value>Default: 20.</value>
    public int Events { get; init; } = 20;

    /// <summary>Average time between two emissions; the actual one is anything from zero to twice this.</summary>
    /// <value>Default: 2 minutes.</value>
    public Duration EventInterval { get; init; } = Duration.FromMinutes(2);

    /// <summary>Sweeps per history, at random times.</summary>
    /// <value>Default: 8.</value>
    public int Sweeps { get; init; } = 8;

    /// <summary>A last sweep this long after everything else; null for none.</summary>
    /// <value>Default: 1 day.</value>
    public Duration? FinalSweepAfter { get; init; } = Duration.FromDays(1);

    /// <summary>Number and clocks of the clients that emit events.</summary>
    public ClientOptions Clients { get; init; } = new();

    /// <summary>What happens to events on their way.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Number, clocks and accidents of the workers.</summary>
    public WorkerOptions Workers { get; init; } = new();

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Events);
        ArgumentOutOfRangeException.ThrowIfNegative(Sweeps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Clients.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Workers.Count);
        Probability(Network.Loss, "Network.Loss");
        Probability(Network.Duplication, "Network.Duplication");
        Probability(Network.Delay, "Network.Delay");
        Probability(Workers.Park, "Workers.Park");
        Probability(Workers.Crash, "Workers.Crash");
        Span(EventInterval, nameof(EventInterval));
        Span(FinalSweepAfter ?? Duration.Zero, nameof(FinalSweepAfter));
        Span(Network.MaxDelay, "Network.MaxDelay");
        Span(Workers.MaxPark, "Workers.MaxPark");
        Span(Workers.MaxSkew, "Workers.MaxSkew");
        Span(Clients.MaxSkew, "Clients.MaxSkew");
    }

    private static void Probability(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A probability lies between 0 and 1.");
        }
    }

    private static void Span(Duration value, string name)
    {
        if (value < Duration.Zero || value > Duration.FromDays(3650))
        {
            throw new ArgumentOutOfRangeException(name, value, "A span lies between zero and 3650 days.");
        }
    }
}
