using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Jobs;

internal sealed partial class OccurrenceFeed
{
    [LoggerMessage(2301, LogLevel.Warning, "Job {Job} of tenant {Tenant}: {Missed} missed occurrences are passed over, the latest runs")]
    private partial void LogMissed(JobName job, TenantId tenant, long missed);

    [LoggerMessage(2302, LogLevel.Warning, "Job {Job} of tenant {Tenant}: the occurrence of {Due} is passed over, an earlier run is still live")]
    private partial void LogOverlap(JobName job, TenantId tenant, Instant due);
}
