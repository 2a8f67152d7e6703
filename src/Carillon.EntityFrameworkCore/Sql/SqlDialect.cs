using System.Data;
using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Carillon.EntityFrameworkCore;

/// <summary>How statements are written for one kind of database. The statements themselves are shared.</summary>
public abstract class SqlDialect : DatabaseProvider
{
    /// <summary>Appended to a SELECT: locks the rows and skips those that are locked.</summary>
    public abstract SqlText ForUpdateSkipLocked { get; }

    /// <summary>Appended to a SELECT: locks the rows, waiting for them.</summary>
    public abstract SqlText ForUpdate { get; }

    /// <summary>Appended to a SELECT: keeps the rows from being changed until the end of the transaction.</summary>
    public abstract SqlText ForShare { get; }

    /// <summary>Name of the function that returns the smallest of its arguments. NULL arguments differ between databases: avoid them.</summary>
    public abstract SqlText Least { get; }

    /// <summary>Name of the function that returns the largest of its arguments. NULL arguments differ between databases: avoid them.</summary>
    public abstract SqlText Greatest { get; }

    /// <summary>The word that forces a common table expression to be evaluated once, or nothing.</summary>
    public abstract SqlText Materialized { get; }

    /// <summary>The column type of an instant.</summary>
    public abstract SqlText InstantType { get; }

    /// <summary>The database's own clock as an instant, when the expression is evaluated. Never in a predicate that should use an index.</summary>
    public abstract SqlText ClockNow { get; }

    /// <summary>Appended to a duration (stored as microseconds), so that it can be added to an instant.</summary>
    public abstract SqlText TimesMicrosecond { get; }

    /// <summary>A condition that always holds; a statement that has it commits without waiting for the disk, so that a crash of the server may undo it.</summary>
    /// <value>Default: a condition that only holds.</value>
    public virtual SqlText CommitsLazily => new("1 = 1");

    /// <summary>The isolation level that opens a transaction of this mode.</summary>
    public abstract IsolationLevel IsolationOf(TransactionMode mode);

    /// <summary>Adds a parameter and returns its placeholder.</summary>
    /// <param name="command">The command.</param>
    /// <param name="type">The declared type, possibly <see cref="Nullable{T}"/>; a null value is sent with it.</param>
    /// <param name="value">The value.</param>
    public abstract string AddParameter(DbCommand command, Type type, object? value);

    /// <summary>Adds the parameters of a row set and returns the table expression with its alias.</summary>
    public abstract string AddRows(DbCommand command, RowSet rows, string alias);

    /// <summary>Reads an instant column.</summary>
    public abstract Instant ReadInstant(DbDataReader reader, int ordinal);

    /// <summary>Configures an EF Core context over an open connection of this provider, with the value conversions of its types.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, DbConnection? connection);

    /// <summary>Adds the conversions of NodaTime types and ids to a model.</summary>
    public abstract void ConfigureConventions(ModelConfigurationBuilder conventions);

    /// <summary>True when the database could not be asked: out of reach, busy, full, not permitted. Unlike <see cref="DatabaseProvider.IsOutage"/> it is never about tables that are missing or broken.</summary>
    /// <value>Default: what is transient.</value>
    public virtual bool IsOutOfReach(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.IsTransient;
    }

    /// <summary>True when the exception says that a table does not exist.</summary>
    public abstract bool IsMissingTable(DbException exception);

    /// <summary>True when the exception says that a unique key is taken.</summary>
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>The statements after which the database itself refuses to change or delete rows of the table.</summary>
    /// <param name="table">A constant of the code: it is written into the statements.</param>
    public abstract string MakeAppendOnly(string table);

    /// <summary>
    /// The statements after which the database itself notes in <c>{table}_change</c>, whoever changes the table, when each row was inserted, updated or deleted
    /// last: the key, and a position that rises in the order in which the changes are committed. Changes of the table wait for each other.
    /// </summary>
    /// <param name="table">A constant of the code: it is written into the statements.</param>
    /// <param name="key">The name of its one key column, which never changes: a constant of the code too.</param>
    public abstract string NumberChanges(string table, string key);

    /// <summary>Takes the lock that serialises schema changes of one database until the end of the transaction.</summary>
    public abstract ValueTask LockSchemaAsync(DatabaseTransaction transaction, CancellationToken cancellationToken);
}
