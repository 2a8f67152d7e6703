using NodaTime;

namespace Carillon.Jobs;

/// <summary>When a run that failed is tried again: after waits that double, with a jitter that follows from the run.</summary>
public sealed record RetryPolicy
{
    private const int MostDoublings = 30;

    /// <summary>How often a run is tried before it counts as failed.</summary>
    /// <value>Default: 10; at least 1.</value>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>The wait after the first failure.</summary>
    /// <value>Default: 10 seconds; more than zero.</value>
    public Duration First { get; init; } = Duration.FromSeconds(10);

    /// <summary>The longest wait.</summary>
    /// <value>Default: 1 hour; not less than <see cref="First"/>.</value>
    public Duration Longest { get; init; } = Duration.FromHours(1);

    /// <summary>The wait after an attempt: up to a tenth shorter than the doubled wait, always the same for the same run and attempt.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="runId">The run.</param>
    public Duration After(int attempt, Guid runId)
    {
        var doubled = First * (1L << Math.Clamp(attempt - 1, 0, MostDoublings));
        Span<byte> bytes = stackalloc byte[16];
        runId.TryWriteBytes(bytes);
        var jitter = (BitConverter.ToUInt16(bytes[14..]) + (attempt * 7919)) % 1000 / 10_000.0;
        return Duration.Min(doubled, Longest) * (1 - jitter);
    }
}
