using Carillon.Locking;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class RecordingStep
{
    [LoggerMessage(2201, LogLevel.Error, "Job {Job} of tenant {Tenant} failed: run {RunId}, attempt {Attempt}")]
    private partial void LogFailed(Exception error, JobName job, TenantId tenant, Guid runId, int attempt);

    [LoggerMessage(2202, LogLevel.Information, "Job {Job} of tenant {Tenant} lost run {RunId} with fence {Fence} to another worker")]
    private partial void LogLost(JobName job, TenantId tenant, Guid runId, Fence fence);

    [LoggerMessage(2203, LogLevel.Error, "Job {Job} of tenant {Tenant}: the outcome of run {RunId} could not be written, it stays to be retried")]
    private partial void LogUnreachable(Exception error, JobName job, TenantId tenant, Guid runId);

    [LoggerMessage(2204, LogLevel.Warning, "Job {Job} of tenant {Tenant}: run {RunId} has ended, but its outcome could not be copied to the control database yet")]
    private partial void LogProjection(Exception error, JobName job, TenantId tenant, Guid runId);
}
