using NodaTime;

namespace Carillon.Testing.Simulation;

/// <summary>The workers that read, decide and write.</summary>
public sealed record WorkerOptions
{
    /// <summary>How many workers, at least 1.</summary>
    /// <value>Default: 3.</value>
    public int Count { get; init; } = 3;

    /// <summary>Probability that a worker is held up between its read and its write.</summary>
    /// <value>Default: 0.3.</value>
    public double Park { get; init; } = 0.3;

    /// <summary>The longest such pause.</summary>
    /// <value>Default: 5 minutes.</value>
    public Duration MaxPark { get; init; } = Duration.FromMinutes(5);

    /// <summary>Probability of a crash, asked once before and once after a write. An event whose worker crashed is delivered again.</summary>
    /// <value>Default: 0.05.</value>
    public double Crash { get; init; } = 0.05;

    /// <summary>How far a worker's clock may be from the database's; felt only with <see cref="NowSource.Worker"/>.</summary>
    /// <value>Default: 2 seconds.</value>
    public Duration MaxSkew { get; init; } = Duration.FromSeconds(2);

    /// <summary>The clock that the machine is given.</summary>
    /// <value>Default: <see cref="NowSource.Database"/>.</value>
    public NowSource Now { get; init; } = NowSource.Database;
}
