using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Carillon.Tenancy;

/// <summary>What the failure of an open means: first as the provider sees it, then by what all drivers share.</summary>
internal static class ConnectionFailure
{
    public static ConnectionTestOutcome Classify(Exception error, ConnectionProvider? provider)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if ((provider?.Classify(cause) ?? Known(cause)) is { } outcome)
            {
                return outcome;
            }
        }

        return ConnectionTestOutcome.Failed;
    }

    // SQLSTATE: 08 connection, 28 authorization (SQL standard); 3D000, 42501, 53300, 57P03 (PostgreSQL, appendix A).
    private static ConnectionTestOutcome? Known(Exception error) => error switch
    {
        SecretUnreadableException => ConnectionTestOutcome.SecretUnreadable,
        NamedConnectionOwnerException => ConnectionTestOutcome.WrongTenantDatabase,
        ConnectionBudgetExceededException => ConnectionTestOutcome.TooManyConnections,
        AuthenticationException => ConnectionTestOutcome.TlsFailed,
        SocketException { SocketErrorCode: SocketError.TimedOut } => ConnectionTestOutcome.Timeout,
        SocketException => ConnectionTestOutcome.HostUnreachable,
        TimeoutException or OperationCanceledException => ConnectionTestOutcome.Timeout,
        DbException { SqlState: { Length: 5 } state } => state switch
        {
            "53300" => ConnectionTestOutcome.TooManyConnections,
            "3D000" => ConnectionTestOutcome.DatabaseMissing,
            "42501" => ConnectionTestOutcome.PermissionDenied,
            "57P03" => ConnectionTestOutcome.HostUnreachable,
            _ when state.StartsWith("28", StringComparison.Ordinal) => ConnectionTestOutcome.AuthenticationFailed,
            _ when state.StartsWith("08", StringComparison.Ordinal) => ConnectionTestOutcome.HostUnreachable,
            _ => null,
        },
        ArgumentException => ConnectionTestOutcome.Misconfigured,
        _ => null,
    };
}
