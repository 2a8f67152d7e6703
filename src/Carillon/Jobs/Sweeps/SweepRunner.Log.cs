using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class SweepRunner
{
    [LoggerMessage(2001, LogLevel.Error, "Sweep {Sweep} of tenant {Tenant} put item {Item} aside after failure {Failures}")]
    private partial void LogQuarantined(Exception error, JobName sweep, TenantId tenant, Guid item, int failures);

    [LoggerMessage(2002, LogLevel.Warning, "Sweep {Sweep} of tenant {Tenant} acted, but its history could not be written")]
    private partial void LogHistoryLost(Exception error, JobName sweep, TenantId tenant);
}
