using Microsoft.Extensions.Logging;

namespace Carillon.Locking;

internal sealed partial class LeaseKeeper
{
    [LoggerMessage(2001, LogLevel.Warning, "Lease {Key} of {Owner} with fence {Fence} is lost")]
    private partial void LogLost(LockKey key, string owner, Fence fence);

    [LoggerMessage(2002, LogLevel.Warning, "Renewing {Count} leases failed; it is tried again until their deadlines")]
    private partial void LogRenewalFailed(Exception error, int count);

    [LoggerMessage(2003, LogLevel.Warning, "Releasing lease {Key} of {Owner} failed; it expires by itself")]
    private partial void LogReleaseFailed(Exception error, LockKey key, string owner);

    [LoggerMessage(2004, LogLevel.Error, "A callback on the loss of lease {Key} of {Owner} failed")]
    private partial void LogCallbackFailed(Exception error, LockKey key, string owner);
}
