using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

public sealed partial class OutboxDispatcher
{
    [LoggerMessage(3101, LogLevel.Warning, "Sending a message of topic {Topic} for tenant {Tenant} failed with {Error} at attempt {Attempt}")]
    private partial void LogFailed(string error, string topic, TenantId tenant, int attempt);
}
