namespace Carillon.Tenancy;

/// <summary>How one tenant's share of a fan-out ended.</summary>
public enum TenantOutcome
{
    /// <summary>The body returned.</summary>
    Succeeded,

    /// <summary>The body threw.</summary>
    Failed,

    /// <summary>The body took longer than the timeout per tenant.</summary>
    TimedOut,

    /// <summary>The run was cancelled while the tenant was worked on.</summary>
    Cancelled,

    /// <summary>The tenant was not started: the run was cancelled or stopped before its turn.</summary>
    Skipped,

    /// <summary>The tenant was not started, because it failed time after time; see <see cref="TenantCircuit"/>.</summary>
    LeftOut,
}
