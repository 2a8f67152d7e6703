namespace Carillon.Tenancy;

/// <summary>What a fan-out does when a tenant fails.</summary>
public enum TenantFanOutFailureMode
{
    /// <summary>The other tenants go on; every failure is in the report.</summary>
    Collect,

    /// <summary>No further tenant is started after the first failure; those left out are reported as skipped.</summary>
    StopOnFirst,
}
