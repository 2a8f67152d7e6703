using Carillon.Tenancy;
using Microsoft.Extensions.Logging;

namespace Carillon.Sessions.Storage;

internal sealed partial class SessionLoader
{
    [LoggerMessage(5001, LogLevel.Error, "A study session of tenant {Tenant} cannot be read and is left as it is; the others go on: {Problem}")]
    private partial void LogUnreadable(TenantId tenant, string problem);
}
