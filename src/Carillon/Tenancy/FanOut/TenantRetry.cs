using NodaTime;

namespace Carillon.Tenancy;

/// <summary>How a fan-out tries a tenant again whose database did not answer. Its place is free for others while it waits.</summary>
/// <remarks>
/// Only failures that no tenant's data is to blame for are tried again: a database that is busy, full or out of reach, and errors of the network or of
/// files. Work that takes too long is not, as it may still be going on.
/// </remarks>
public sealed record TenantRetry
{
    private const int MostDoublings = 30;

    /// <summary>How often a tenant is tried, the first time included.</summary>
    /// <value>Default: 3; 1 to 100.</value>
    public int Attempts { get; init; } = 3;

    /// <summary>The wait after the first failure; it doubles with each.</summary>
    /// <value>Default: 1 second; above 0.</value>
    public Duration First { get; init; } = Duration.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    /// <value>Default: 30 seconds; from <see cref="First"/> to 1 day.</value>
    public Duration Longest { get; init; } = Duration.FromSeconds(30);

    /// <summary>The wait after an attempt: up to a quarter shorter than the doubled wait, always the same for the same tenant and attempt.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="tenant">The tenant.</param>
    public Duration After(int attempt, TenantId tenant)
    {
        // FNV-1a: tenants of one server that failed together do not come back together, and each run is like the other.
        var hash = 2166136261u;
        foreach (var c in tenant.ToString())
        {
            hash = (hash ^ c) * 16777619u;
        }

        var jitter = (hash ^ (uint)attempt) * 16777619u % 1000 / 4000.0;
        return Duration.Min(First * (1L << Math.Clamp(attempt - 1, 0, MostDoublings)), Longest) * (1 - jitter);
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Attempts, 100);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(First, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Longest, First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Longest, Duration.FromDays(1));
    }
}
