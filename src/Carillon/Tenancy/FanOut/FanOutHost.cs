using System.Data.Common;
using System.Net.Sockets;

namespace Carillon.Tenancy;

/// <summary>What all fan-outs of a host share.</summary>
internal sealed class FanOutHost(TimeProvider time, TenantCircuits circuits, IEnumerable<DatabaseProvider> providers)
{
    public TimeProvider Time { get; } = time;

    public TenantCircuits Circuits { get; } = circuits;

    /// <summary>True for failures that no tenant's data is to blame for, and that may be gone in a moment.</summary>
    public bool IsOutage(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException or SocketException or TimeoutException or ConnectionBudgetExceededException
                || (cause is DbException failure && (failure.IsTransient || providers.Any(p => p.IsOutage(failure)))))
            {
                return true;
            }
        }

        return false;
    }
}
