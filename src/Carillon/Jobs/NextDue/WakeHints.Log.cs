using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class WakeHints
{
    [LoggerMessage(2101, LogLevel.Warning, "{Count} next-due hints are kept in memory: the control database did not take them")]
    private partial void LogKept(Exception error, int count);
}
