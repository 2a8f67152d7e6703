using NodaTime;

namespace Carillon.Tenancy;

/// <summary>How a fan-out visits the tenants.</summary>
public sealed record TenantFanOutOptions
{
    /// <summary>How many tenants are worked on at the same time.</summary>
    /// <value>Default: 4; at least 1.</value>
    public int Parallelism { get; init; } = 4;

    /// <summary>How long one tenant may take; its work is cancelled then and, if it does not listen, left behind.</summary>
    /// <value>Default: 5 minutes; null means no limit.</value>
    public Duration? TimeoutPerTenant { get; init; } = Duration.FromMinutes(5);

    /// <summary>What happens after a failure.</summary>
    /// <value>Default: <see cref="TenantFanOutFailureMode.Collect"/>.</value>
    public TenantFanOutFailureMode FailureMode { get; init; } = TenantFanOutFailureMode.Collect;

    /// <summary>Told of each tenant that starts and ends, one call at a time; null for none.</summary>
    public IProgress<TenantFanOutProgress>? Progress { get; init; }
}
