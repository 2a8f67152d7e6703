using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>A piece of due work in the runner's queue.</summary>
/// <param name="Row">The row as it was read.</param>
/// <param name="Read">The clock of the store when it was read.</param>
/// <param name="IsProbe">True for a look whatever the hints say.</param>
internal sealed record RunnerWork(DueRow Row, NodaTime.Instant Read, bool IsProbe)
{
    public TenantId Tenant => Row.Tenant;

    public (TenantId Tenant, JobName Work) Key => (Row.Tenant, Row.Work);
}
