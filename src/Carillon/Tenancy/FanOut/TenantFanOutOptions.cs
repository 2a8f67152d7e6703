using NodaTime;

namespace Carillon.Tenancy;

/// <summary>How a fan-out visits the tenants.</summary>
public sealed record TenantFanOutOptions
{
    /// <summary>How many tenants are worked on at the same time.</summary>
    /// <value>Default: 4; at least 1.</value>
    public int Parallelism { get; init; } = 4;

    /// <summary>How long one tenant may take; its work is cancelled then.</summary>
    /// <value>Default: 5 minutes; above 0 and at most 1 day; null means no limit.</value>
    public Duration? TimeoutPerTenant { get; init; } = Duration.FromMinutes(5);

    /// <summary>How long work that was cancelled may take to wind up, before it is left behind as if it had not listened.</summary>
    /// <value>Default: 5 seconds; from 0 to 1 hour.</value>
    public Duration WindUp { get; init; } = Duration.FromSeconds(5);

    /// <summary>What happens after a failure.</summary>
    /// <value>Default: <see cref="TenantFanOutFailureMode.Collect"/>.</value>
    public TenantFanOutFailureMode FailureMode { get; init; } = TenantFanOutFailureMode.Collect;

    /// <summary>Told of each tenant that starts and ends, one call at a time; null for none. What it throws is ignored.</summary>
    public IProgress<TenantFanOutProgress>? Progress { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        if (TimeoutPerTenant is { } timeout && (timeout <= Duration.Zero || timeout > Duration.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(nameof(TimeoutPerTenant), timeout, "A tenant may take above 0 and at most 1 day, or null for no limit.");
        }

        if (WindUp < Duration.Zero || WindUp > Duration.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(WindUp), WindUp, "Winding up takes from 0 to 1 hour.");
        }
    }
}
