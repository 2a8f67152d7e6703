namespace Carillon.Tenancy;

/// <summary>What a fan-out does when tenants fail.</summary>
public sealed record TenantFanOutFailureMode
{
    private TenantFanOutFailureMode()
    {
    }

    /// <summary>The other tenants go on; every failure is in the report.</summary>
    public static TenantFanOutFailureMode Collect { get; } = new();

    /// <summary>No further tenant is started after the first failure; those left out are reported as skipped.</summary>
    public static TenantFanOutFailureMode StopOnFirst { get; } = new() { After = 1 };

    /// <summary>After how many failures no further tenant is started; null for never.</summary>
    public int? After { get; private init; }

    /// <summary>No further tenant is started after a number of failures; those left out are reported as skipped.</summary>
    /// <param name="failures">At least 1. Tenants that a circuit leaves out do not count.</param>
    public static TenantFanOutFailureMode StopAfter(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        return new() { After = failures };
    }
}
