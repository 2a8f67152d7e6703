using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Tells an outage from a defect of the work: outages propagate and never put an item aside.</summary>
internal static class InfrastructureFailure
{
    public static bool Is(Exception error, DatabaseTransaction transaction)
    {
        if (transaction.Connection.State != ConnectionState.Open)
        {
            return true;
        }

        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException or IOException or SocketException or TimeoutException or OutOfMemoryException or ConnectionBudgetExceededException
                || (cause is DbException database && transaction.Provider.IsOutage(database)))
            {
                return true;
            }
        }

        return false;
    }
}
