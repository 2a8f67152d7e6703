using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Where a schedule stands.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ScheduleId">Names the schedule within the tenant.</param>
/// <param name="Definition">The job.</param>
/// <param name="Every">The period.</param>
/// <param name="Activation">Where counting starts; no occurrence itself.</param>
/// <param name="NextAt">The first occurrence without a run; null when there is none.</param>
/// <param name="Version">Rises with every change, for compare-and-set.</param>
public sealed record ScheduleRow(
    TenantId Tenant, string ScheduleId, JobName Definition, Duration Every, Instant Activation, Instant? NextAt, long Version)
{
    /// <summary>The row of a new or changed schedule: it starts now, so that a change never causes a run at once.</summary>
    public static ScheduleRow Start(ScheduleSeed seed, Instant now, long version)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return new(seed.Tenant, seed.ScheduleId, seed.Definition, seed.Every, now, now + seed.Every, version);
    }
}
