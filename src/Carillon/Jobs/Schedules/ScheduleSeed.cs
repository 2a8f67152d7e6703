using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>A schedule that the host's code asks for.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ScheduleId">Names the schedule within the tenant.</param>
/// <param name="Definition">The job.</param>
/// <param name="Every">The period.</param>
public sealed record ScheduleSeed(TenantId Tenant, string ScheduleId, JobName Definition, Duration Every);
