using System.Data.Common;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>One kind of database: what the core must know of it. Implemented by the provider packages.</summary>
public abstract class DatabaseProvider
{
    /// <summary>The registered name, e.g. <c>sqlite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True when only one host process may use the databases at a time.</summary>
    public abstract bool SingleHost { get; }

    /// <summary>How many connections one host keeps open to one server, all tenants together, unless the options say otherwise.</summary>
    /// <value>Default: 20.</value>
    public virtual int ConnectionBudget => 20;

    /// <summary>Creates the pool of connections to one database.</summary>
    /// <param name="address">Where the database is.</param>
    /// <param name="verify">Runs on each physical open, before the connection is handed out; when it throws, the connection is discarded.</param>
    public abstract IConnectionPool CreatePool(DatabaseAddress address, PhysicalOpenCheck? verify);

    /// <summary>Reads the database's clock inside the transaction, truncated to microseconds.</summary>
    public abstract ValueTask<Instant> ReadClockAsync(DatabaseTransaction transaction, CancellationToken cancellationToken);

    /// <summary>True when the exception says nothing about the statement: the database is busy, full, broken or out of reach.</summary>
    /// <remarks>Such failures propagate; they never count against the item that was being worked on.</remarks>
    public virtual bool IsOutage(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.IsTransient;
    }

    /// <summary>Where the database is, for messages: a file, or host and database; never a secret.</summary>
    /// <value>Default: the name of the provider.</value>
    public virtual string Describe(DatabaseAddress address) => Name;

    /// <summary>Creates the database itself where the provider can; does nothing when it exists.</summary>
    public abstract ValueTask CreateDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken);

    /// <summary>True when the database is there.</summary>
    /// <exception cref="NotSupportedException">The provider cannot say.</exception>
    public virtual ValueTask<bool> DatabaseExistsAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"Provider '{Name}' cannot say whether a database exists.");

    /// <summary>Drops the database itself with all that it holds, whoever is connected; does nothing when it is gone. The caller has checked whose it is.</summary>
    /// <exception cref="NotSupportedException">The provider cannot drop databases.</exception>
    public virtual ValueTask DropDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"Provider '{Name}' cannot drop databases.");
}
