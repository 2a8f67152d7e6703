namespace Carillon.Tenancy;

/// <summary>What a test of a connection found. The numbers are stored: they do not change.</summary>
public enum ConnectionTestOutcome
{
    /// <summary>It opened, and the server answered a query.</summary>
    Ok = 0,

    /// <summary>No server answers at that host and port, or the name of the host is unknown.</summary>
    HostUnreachable = 1,

    /// <summary>A safe channel could not be agreed on: the server has none, or its certificate is not trusted.</summary>
    TlsFailed = 2,

    /// <summary>The server refused user or password.</summary>
    AuthenticationFailed = 3,

    /// <summary>The server has no such database.</summary>
    DatabaseMissing = 4,

    /// <summary>The user may not use the database.</summary>
    PermissionDenied = 5,

    /// <summary>The database is another tenant's own, or the control database; for a tenant's own database: it does not carry the tenant's stamp.</summary>
    WrongTenantDatabase = 6,

    /// <summary>The server, the database or the user has no free connection.</summary>
    TooManyConnections = 7,

    /// <summary>There was no answer in time.</summary>
    Timeout = 8,

    /// <summary>The password could not be decrypted; nothing was opened.</summary>
    SecretUnreadable = 9,

    /// <summary>The settings are not ones that the provider can use, or the provider is not registered on this host; nothing was opened.</summary>
    Misconfigured = 10,

    /// <summary>None of these; see the detail.</summary>
    Failed = 11,

    /// <summary>The database is the tenant's own, but its schema does not fit this host: it is to be upgraded, or the host is.</summary>
    SchemaBehind = 12,
}
