using System.Data;
using System.Data.Common;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Carillon.Time;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace Carillon.PostgreSql;

/// <summary>PostgreSQL: instants are <c>timestamptz</c> (microseconds), row sets are arrays, one database per tenant.</summary>
public sealed class PostgreSqlDialect : SqlDialect
{
    // Keys are compared byte by byte, as the host compares them: the same order on both sides, whatever the database's locale, and the fastest.
    private const string Ordinal = "C";
    private const long SchemaLock = 0x4361_7269_6C6C_6F6E;

    /// <inheritdoc />
    public override string Name => "postgresql";

    /// <inheritdoc />
    public override bool SingleHost => false;

    /// <inheritdoc />
    public override SqlText ForUpdateSkipLocked => new(" FOR UPDATE SKIP LOCKED");

    /// <inheritdoc />
    public override SqlText ForUpdate => new(" FOR UPDATE");

    /// <inheritdoc />
    public override SqlText ForShare => new(" FOR SHARE");

    /// <inheritdoc />
    public override SqlText Least => new("LEAST");

    /// <inheritdoc />
    public override SqlText Greatest => new("GREATEST");

    /// <inheritdoc />
    public override SqlText Materialized => new("MATERIALIZED");

    /// <inheritdoc />
    public override SqlText InstantType => new("timestamptz");

    /// <inheritdoc />
    public override SqlText ClockNow => new("clock_timestamp()");

    /// <inheritdoc />
    public override SqlText TimesMicrosecond => new(" * interval '1 microsecond'");

    /// <inheritdoc />
    public override SqlText CommitsLazily => new("set_config('synchronous_commit', 'off', true) IS NOT NULL");

    /// <summary>READ COMMITTED for both modes: each statement after the locks sees what was committed before it.</summary>
    public override IsolationLevel IsolationOf(TransactionMode mode) => IsolationLevel.ReadCommitted;

    /// <inheritdoc />
    public override IConnectionPool CreatePool(DatabaseAddress address, PhysicalOpenCheck? verify)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new PostgreSqlConnectionPool(address.ConnectionString, verify);
    }

    /// <inheritdoc />
    public override async ValueTask<Instant> ReadClockAsync(DatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var now = await transaction.FirstOrDefaultAsync($"SELECT clock_timestamp()", r => r.Instant(0), cancellationToken).ConfigureAwait(false);
        return now.TruncateToMicroseconds();
    }

    /// <summary>Host, port and database.</summary>
    public override string Describe(DatabaseAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var target = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        return $"{target.Host}:{target.Port}/{target.Database}";
    }

    /// <summary>Creates the database when the server does not have it.</summary>
    public override async ValueTask CreateDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var target = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        if (target.Database is not { Length: > 0 } name || await ExistsAsync(target, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await MaintainAsync(address, $"CREATE DATABASE {Quoted(name)}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another host created it first: the same end.
        }
    }

    /// <inheritdoc />
    public override async ValueTask<bool> DatabaseExistsAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return await ExistsAsync(new(address.ConnectionString), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops the database; connections to it are ended by the server.</summary>
    public override async ValueTask DropDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (new NpgsqlConnectionStringBuilder(address.ConnectionString).Database is { Length: > 0 } name)
        {
            await MaintainAsync(address, $"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public override string AddParameter(DbCommand command, Type type, object? value)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(type);
        return Add(command, PostgreSqlValue.TypeOf(type), PostgreSqlValue.Of(value));
    }

    /// <inheritdoc />
    public override string AddRows(DbCommand command, RowSet rows, string alias)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(rows);

        // As subqueries, so that the planner does not see how many rows there are: for a few hundred it would rather scan and hash a table of
        // tens of thousands that is in memory anyway, and a batch would cost more the larger the tenant is.
        var arrays = rows.Columns.Select(c => $"(SELECT {Add(command, PostgreSqlValue.ArrayTypeOf(c.Type), PostgreSqlValue.ArrayOf(c))})");
        return $"unnest({string.Join(", ", arrays)}) AS {alias}({string.Join(", ", rows.Columns.Select(c => c.Name))})";
    }

    /// <inheritdoc />
    public override Instant ReadInstant(DbDataReader reader, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(ordinal));
    }

    /// <inheritdoc />
    public override void Configure(DbContextOptionsBuilder options, DbConnection? connection)
    {
        if (connection is null)
        {
            options.UseNpgsql();
        }
        else
        {
            options.UseNpgsql(connection);
        }
    }

    /// <inheritdoc />
    public override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        ArgumentNullException.ThrowIfNull(conventions);
        conventions.Properties<Instant>().HaveConversion<InstantToUtcDateTime>();
        conventions.Properties<Duration>().HaveConversion<DurationToMicroseconds>();
        conventions.Properties<LocalDate>().HaveConversion<LocalDateToDateOnly>();
        conventions.Properties<TenantId>().HaveConversion<TenantIdToText>().UseCollation(Ordinal);
        conventions.Properties<string>().UseCollation(Ordinal);
    }

    /// <summary>
    /// What no row is to blame for: a connection that is lost, and the classes of errors for connections (08), read-only transactions (25), authorization
    /// (28), rollback in favour of another (40), statements that name what is not there or not allowed (42), missing schemas and databases (3D, 3F),
    /// resources such as a full disk (53), states of objects (55), operators (57), the system (58, XX).
    /// </summary>
    public override bool IsOutage(DbException exception) =>
        base.IsOutage(exception)
        || (exception is PostgresException error
            ? error.SqlState[..2] is "08" or "25" or "28" or "3D" or "3F" or "40" or "42" or "53" or "55" or "57" or "58" or "XX"
            : exception is NpgsqlException);

    /// <summary>A lost connection, and the classes 08, 25, 28, 3D, 40, 53, 55, 57, 58 and the permission error 42501.</summary>
    public override bool IsOutOfReach(DbException exception) =>
        base.IsOutOfReach(exception)
        || (exception is PostgresException error
            ? error.SqlState == PostgresErrorCodes.InsufficientPrivilege || error.SqlState[..2] is "08" or "25" or "28" or "3D" or "40" or "53" or "55" or "57" or "58"
            : exception is NpgsqlException);

    /// <inheritdoc />
    public override bool IsMissingTable(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable };

    /// <inheritdoc />
    public override bool IsUniqueViolation(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <inheritdoc />
    public override string MakeAppendOnly(string table) =>
        $"""
        CREATE FUNCTION {table}_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; END $$;
        CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keeps();
        CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_keeps();
        """;

    /// <inheritdoc />
    public override string NumberChanges(string table, string key) => ChangeTriggers.Of(table, key);

    /// <inheritdoc />
    public override async ValueTask LockSchemaAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync($"SELECT pg_advisory_xact_lock({SchemaLock})", cancellationToken).ConfigureAwait(false);

    private static string Add(DbCommand command, NpgsqlTypes.NpgsqlDbType type, object? value)
    {
        var parameter = (NpgsqlParameter)command.CreateParameter();
        parameter.ParameterName = $"p{command.Parameters.Count}";
        parameter.NpgsqlDbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return "@" + parameter.ParameterName;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Statements about a whole database are run next to it.
    private static async Task MaintainAsync(DatabaseAddress address, string statement, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = "postgres", Pooling = false };
        var source = QuietSource.BuilderOf(maintenance).Build();
        await using (source.ConfigureAwait(false))
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var command = new NpgsqlCommand(statement, connection);
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        var source = QuietSource.BuilderOf(new(target.ToString()) { Pooling = false }).Build();
        await using (source.ConfigureAwait(false))
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await connection.DisposeAsync().ConfigureAwait(false);
                return true;
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                return false;
            }
        }
    }
}
