using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class RunnerCore
{
    [LoggerMessage(2501, LogLevel.Warning, "Work did not end within the drain limit; it is stopped and handed back")]
    private partial void LogDrainLimit();

    [LoggerMessage(2502, LogLevel.Error, "Job {Job} of tenant {Tenant}: what became of run {RunId} could not be recorded; its claim will expire")]
    private partial void LogNotRecorded(Exception error, JobName job, TenantId tenant, Guid runId);
}
