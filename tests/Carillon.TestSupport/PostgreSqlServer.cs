using Npgsql;

namespace Carillon.TestSupport;

/// <summary>The PostgreSQL server that the tests may use: the one named by <c>CARILLON_TEST_POSTGRES</c>, or none.</summary>
public static class PostgreSqlServer
{
    /// <summary>Environment variable with an Npgsql connection string of a superuser; <c>tests/run.sh</c> sets it.</summary>
    public const string Variable = "CARILLON_TEST_POSTGRES";

    /// <summary>The connection string of the maintenance database, or <see langword="null"/> when there is no server.</summary>
    public static string? MaintenanceConnectionString { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;

    /// <summary>Whether a server is named.</summary>
    public static bool IsAvailable => MaintenanceConnectionString is not null;

    /// <summary>Skips the calling test when no server is named, or fails it when skips are forbidden.</summary>
    public static void SkipUnlessAvailable()
    {
        if (!IsAvailable)
        {
            ServerSkip.Because($"PostgreSQL is not reachable: set {Variable}, or run tests/run.sh");
        }
    }

    /// <summary>Creates an empty database with a unique name; skips the calling test when there is no server.</summary>
    /// <param name="prefix">Start of the name: lower-case letters, digits and underscores, at most 30 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection string of the new database.</returns>
    public static Task<string> CreateDatabaseAsync(string prefix, CancellationToken cancellationToken) =>
        CreateDatabaseAsync(prefix, template: null, cancellationToken);

    /// <summary>Creates a database as a copy of another one, which is faster than installing a schema again.</summary>
    /// <param name="prefix">Start of the name: lower-case letters, digits and underscores, at most 30 characters.</param>
    /// <param name="template">Connection string of the database to copy (nobody may be connected to it), or <see langword="null"/> for an empty one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection string of the new database.</returns>
    public static async Task<string> CreateDatabaseAsync(string prefix, string? template, CancellationToken cancellationToken)
    {
        SkipUnlessAvailable();
        var name = UniqueName(prefix);
        var copy = "";
        if (template is not null)
        {
            await ReleasePoolAsync(template).ConfigureAwait(false);
            copy = $" TEMPLATE {Quote(DatabaseOf(template))}";
        }

        await ExecuteAsync($"CREATE DATABASE {Quote(name)}{copy}", cancellationToken).ConfigureAwait(false);
        return new NpgsqlConnectionStringBuilder(MaintenanceConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database that <see cref="CreateDatabaseAsync(string, CancellationToken)"/> made, even while connections are open.</summary>
    /// <param name="connectionString">What the creation returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task DropDatabaseAsync(string connectionString, CancellationToken cancellationToken)
    {
        await ReleasePoolAsync(connectionString).ConfigureAwait(false);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Quote(DatabaseOf(connectionString))} WITH (FORCE)", cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The connection string of a database that need not exist yet.</summary>
    public static string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(MaintenanceConnectionString) { Database = database }.ConnectionString;

    /// <summary>Drops all databases whose name begins with the prefix, even while connections are open.</summary>
    public static async Task DropDatabasesAsync(string prefix, CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(MaintenanceConnectionString) { Pooling = false }.ConnectionString;
        var names = new List<string>();
        await using (var connection = new NpgsqlConnection(target))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", connection);
            command.Parameters.Add(new NpgsqlParameter { Value = prefix });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await ExecuteAsync($"DROP DATABASE IF EXISTS {Quote(name)} WITH (FORCE)", cancellationToken).ConfigureAwait(false);
        }
    }

    private static string UniqueName(string prefix)
    {
        if (prefix.Length is 0 or > 30 || !prefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new ArgumentException(
                $"'{prefix}' is not 1 to 30 lower-case letters, digits and underscores.", nameof(prefix));
        }

        // 30 + 1 + 32 characters: the longest name PostgreSQL keeps whole.
        return $"{prefix}_{Guid.NewGuid():N}";
    }

    private static async Task ReleasePoolAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        // Without a pool: a kept connection to the maintenance database is of no use to anyone.
        var target = new NpgsqlConnectionStringBuilder(MaintenanceConnectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(target);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string DatabaseOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Database
        ?? throw new ArgumentException("The connection string names no database.", nameof(connectionString));

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
