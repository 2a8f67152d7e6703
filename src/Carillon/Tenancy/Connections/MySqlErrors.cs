namespace Carillon.Tenancy;

/// <summary>What the error numbers of MySQL and MariaDB mean for a connection test. For hosts that register a driver of theirs.</summary>
/// <remarks>Numbers: MySQL Server Error Message Reference and Client Error Message Reference.</remarks>
public static class MySqlErrors
{
    /// <summary>The outcome, or null for a number that says nothing about opening a connection.</summary>
    public static ConnectionTestOutcome? Outcome(int number) => number switch
    {
        1040 or 1203 or 1226 => ConnectionTestOutcome.TooManyConnections,
        1042 or 1043 or 2002 or 2003 or 2005 or 2006 or 2013 => ConnectionTestOutcome.HostUnreachable,
        1044 or 1142 or 1227 => ConnectionTestOutcome.PermissionDenied,
        1045 or 1251 or 1698 or 1862 or 3118 => ConnectionTestOutcome.AuthenticationFailed,
        1049 => ConnectionTestOutcome.DatabaseMissing,
        2026 or 3159 => ConnectionTestOutcome.TlsFailed,
        _ => null,
    };
}
