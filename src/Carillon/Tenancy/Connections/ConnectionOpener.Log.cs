using Microsoft.Extensions.Logging;

namespace Carillon.Tenancy;

public sealed partial class ConnectionOpener
{
    [LoggerMessage(1101, LogLevel.Information, "Connection {Connection} of tenant {Tenant} was tested: {Outcome}")]
    private partial void LogTested(TenantId tenant, ConnectionName connection, ConnectionTestOutcome outcome);

    [LoggerMessage(1102, LogLevel.Debug, "A pool for connection {Connection} of tenant {Tenant} is open, generation {Generation}")]
    private partial void LogPool(TenantId tenant, ConnectionName connection, int generation);
}
