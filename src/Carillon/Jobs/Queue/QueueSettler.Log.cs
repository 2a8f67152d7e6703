using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class QueueSettler
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The ends of {Count} queued runs of tenant {Tenant} could not be recorded yet.")]
    private partial void LogRetried(Exception error, TenantId tenant, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ends of {Count} queued runs of tenant {Tenant} were not recorded: they will be done again.")]
    private partial void LogGivenUp(Exception error, TenantId tenant, int count);
}
