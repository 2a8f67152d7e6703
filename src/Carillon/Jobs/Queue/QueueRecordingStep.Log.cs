using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class QueueRecordingStep
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Queued run {Run} of job {Job} failed for tenant {Tenant} in attempt {Attempt}.")]
    private partial void LogFailed(Exception error, JobName job, TenantId tenant, Guid run, int attempt);
}
