using Microsoft.Extensions.Logging;

namespace Carillon.Jobs;

internal sealed partial class RunnerLoop
{
    [LoggerMessage(2503, LogLevel.Error, "The runner could not see what is due; it looks again at the next safety poll")]
    private partial void LogBlind(Exception error);
}
