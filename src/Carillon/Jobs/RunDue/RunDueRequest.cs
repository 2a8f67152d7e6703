using Carillon.Operations;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>What to do of everything that is due.</summary>
public sealed record RunDueRequest
{
    /// <summary>Only this tenant; null for all active ones.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>How many tenants are worked on at the same time.</summary>
    /// <value>Default: 4; at least 1.</value>
    public int Parallelism { get; init; } = 4;

    /// <summary>How long one tenant may take.</summary>
    /// <value>Default: 5 minutes; null means no limit.</value>
    public Duration? TimeoutPerTenant { get; init; } = Duration.FromMinutes(5);

    /// <summary>Told of each tenant that fails; null for none.</summary>
    public IProgress<OperationProgress>? Progress { get; init; }
}
