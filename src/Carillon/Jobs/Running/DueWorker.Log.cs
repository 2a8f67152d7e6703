using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Jobs;

internal sealed partial class DueWorker
{
    [LoggerMessage(2401, LogLevel.Error, "{Work} of tenant {Tenant} failed; it is tried again after a wait")]
    private partial void LogFailed(Exception error, JobName work, TenantId tenant);

    [LoggerMessage(2402, LogLevel.Warning, "The probe found {Work} of tenant {Tenant} waiting since {Next} without a wake-up: a hint was lost")]
    private partial void LogProbeFound(JobName work, TenantId tenant, Instant next);

    [LoggerMessage(2403, LogLevel.Information, "{Work} of tenant {Tenant} is left alone: the tenant is out of service")]
    private partial void LogOutOfService(JobName work, TenantId tenant);
}
