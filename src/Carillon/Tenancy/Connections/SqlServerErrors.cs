namespace Carillon.Tenancy;

/// <summary>What the error numbers of SQL Server mean for a connection test. For hosts that register a driver of theirs.</summary>
/// <remarks>Numbers: SQL Server "Database Engine events and errors". 4060 is said both of a database that is missing and of one that the login may not open.</remarks>
public static class SqlServerErrors
{
    /// <summary>The outcome, or null for a number that says nothing about opening a connection.</summary>
    public static ConnectionTestOutcome? Outcome(int number) => number switch
    {
        -2 or 258 => ConnectionTestOutcome.Timeout,
        2 or 26 or 40 or 53 or 10060 or 10061 or 11001 => ConnectionTestOutcome.HostUnreachable,
        229 or 916 => ConnectionTestOutcome.PermissionDenied,
        911 or 4060 => ConnectionTestOutcome.DatabaseMissing,
        18452 or 18456 or 18470 or 18486 or 18487 or 18488 => ConnectionTestOutcome.AuthenticationFailed,
        10928 or 10929 or 17809 => ConnectionTestOutcome.TooManyConnections,
        _ => null,
    };
}
