using System.Data;
using System.Data.Common;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Carillon.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Carillon.Sqlite;

/// <summary>SQLite: instants are microseconds since 1970 as integers, row sets are JSON, one host at a time.</summary>
public sealed class SqliteDialect(IClock clock) : SqlDialect
{
    private const int ErrorCode = 1;
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;

    /// <inheritdoc />
    public override string Name => "sqlite";

    /// <inheritdoc />
    public override bool SingleHost => true;

    /// <summary>200: three handles each, and a process often may have 1,024.</summary>
    public override int ConnectionBudget => 200;

    /// <summary>Nothing: a write transaction locks the whole database.</summary>
    public override SqlText ForUpdateSkipLocked => SqlText.Empty;

    /// <summary>Nothing: a write transaction locks the whole database.</summary>
    public override SqlText ForUpdate => SqlText.Empty;

    /// <summary>Nothing: a write transaction locks the whole database.</summary>
    public override SqlText ForShare => SqlText.Empty;

    /// <inheritdoc />
    public override SqlText Least => new("min");

    /// <inheritdoc />
    public override SqlText Greatest => new("max");

    /// <inheritdoc />
    public override SqlText Materialized => new("MATERIALIZED");

    /// <inheritdoc />
    public override SqlText InstantType => new("INTEGER");

    /// <inheritdoc />
    public override SqlText ClockNow => new("CAST(unixepoch('subsec') * 1000000 AS INTEGER)");

    /// <inheritdoc />
    public override SqlText TimesMicrosecond => SqlText.Empty;

    /// <summary>The provider opens a deferred transaction for ReadUncommitted and BEGIN IMMEDIATE otherwise; both are serialisable.</summary>
    public override IsolationLevel IsolationOf(TransactionMode mode) =>
        mode == TransactionMode.Read ? IsolationLevel.ReadUncommitted : IsolationLevel.Serializable;

    /// <inheritdoc />
    public override IConnectionPool CreatePool(DatabaseAddress address, PhysicalOpenCheck? verify)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new SqliteConnectionPool(address.ConnectionString, verify);
    }

    /// <summary>The host's clock: only one host uses the database, and SQLite has no finer one.</summary>
    public override ValueTask<Instant> ReadClockAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        ValueTask.FromResult(clock.GetCurrentInstant().TruncateToMicroseconds());

    /// <summary>The path of the file.</summary>
    public override string Describe(DatabaseAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new SqliteConnectionStringBuilder(address.ConnectionString).DataSource;
    }

    /// <summary>Creates the folder of the file; the file itself is created by the first write.</summary>
    public override ValueTask CreateDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var file = new SqliteConnectionStringBuilder(address.ConnectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        if (!File.Exists(file))
        {
            File.Create(file).Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override ValueTask<bool> DatabaseExistsAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        ValueTask.FromResult(File.Exists(Describe(address)));

    /// <summary>Deletes the file and those beside it. A log that outlived its file would be taken for that of the next file of the name: it goes first.</summary>
    public override ValueTask DropDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var file = Describe(address);
        foreach (var name in new[] { $"{file}-wal", $"{file}-shm", file })
        {
            File.Delete(name);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override string AddParameter(DbCommand command, Type type, object? value)
    {
        ArgumentNullException.ThrowIfNull(command);
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = SqliteValue.Of(value) ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    /// <inheritdoc />
    public override string AddRows(DbCommand command, RowSet rows, string alias)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var name = AddParameter(command, typeof(string), SqliteRows.ToJson(rows));
        var columns = string.Join(", ", rows.Columns.Select((c, i) => $"value ->> {i} AS {c.Name}"));
        return $"(SELECT {columns} FROM json_each({name})) AS {alias}";
    }

    /// <inheritdoc />
    public override Instant ReadInstant(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Microseconds.FromUnixTimeMicroseconds(reader.GetInt64(ordinal));
    }

    /// <inheritdoc />
    public override void Configure(DbContextOptionsBuilder options, DbConnection? connection)
    {
        if (connection is null)
        {
            options.UseSqlite();
        }
        else
        {
            options.UseSqlite(connection);
        }
    }

    /// <inheritdoc />
    public override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        ArgumentNullException.ThrowIfNull(conventions);
        conventions.Properties<Instant>().HaveConversion<InstantToMicroseconds>();
        conventions.Properties<Duration>().HaveConversion<DurationToMicroseconds>();
        conventions.Properties<LocalDate>().HaveConversion<LocalDateToDateOnly>();
        conventions.Properties<TenantId>().HaveConversion<TenantIdToText>();
    }

    /// <summary>
    /// No permission, busy, locked, out of memory, read-only, interrupted, I/O error, corrupt, full, not to be opened, another schema, not a database;
    /// and a table or column that is not there.
    /// </summary>
    public override bool IsOutage(DbException exception) =>
        base.IsOutage(exception)
        || exception is SqliteException { SqliteErrorCode: 3 or 5 or 6 or 7 or 8 or 9 or 10 or 11 or 13 or 14 or 15 or 17 or 23 or 26 }
        || (exception is SqliteException { SqliteErrorCode: ErrorCode } error
            && (error.Message.Contains("no such ", StringComparison.Ordinal) || error.Message.Contains("has no column ", StringComparison.Ordinal)));

    /// <summary>No permission, busy, locked, out of memory, read-only, interrupted, I/O error, full, not to be opened, no authorization.</summary>
    public override bool IsOutOfReach(DbException exception) =>
        base.IsOutOfReach(exception) || exception is SqliteException { SqliteErrorCode: 3 or 5 or 6 or 7 or 8 or 9 or 10 or 13 or 14 or 23 };

    /// <inheritdoc />
    public override bool IsMissingTable(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: ErrorCode } error && error.Message.Contains("no such table", StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    /// <inheritdoc />
    public override string MakeAppendOnly(string table) =>
        $"""
        CREATE TRIGGER {table}_keeps_updated BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        CREATE TRIGGER {table}_keeps_deleted BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        """;

    /// <summary>Writers wait for each other anyway.</summary>
    public override string NumberChanges(string table, string key)
    {
        return $"{Trigger("inserted", "INSERT", "NEW")}\n{Trigger("updated", "UPDATE", "NEW")}\n{Trigger("deleted", "DELETE", "OLD")}";

        string Trigger(string changed, string change, string row) =>
            $"""
            CREATE TRIGGER {table}_{changed} AFTER {change} ON {table} BEGIN
                INSERT INTO {table}_change ({key}, position) VALUES ({row}.{key}, (SELECT COALESCE(max(position), 0) + 1 FROM {table}_change))
                ON CONFLICT ({key}) DO UPDATE SET position = excluded.position;
            END;
            """;
    }

    /// <summary>Nothing: a write transaction locks the whole database.</summary>
    public override ValueTask LockSchemaAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
