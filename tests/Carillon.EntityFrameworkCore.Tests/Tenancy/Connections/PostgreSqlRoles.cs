using Carillon.TestSupport;
using Npgsql;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>A database of the test's server with roles of its own; both are dropped at the end.</summary>
internal sealed class PostgreSqlRoles : IAsyncDisposable
{
    private readonly List<string> _roles = [];

    private PostgreSqlRoles(string database) => Database = database;

    /// <summary>The connection string of a superuser.</summary>
    public string Database { get; }

    public static async Task<PostgreSqlRoles> StartAsync(CancellationToken ct) => new(await PostgreSqlServer.CreateDatabaseAsync("named", ct));

    public async Task<string> AddAsync(string options, CancellationToken ct)
    {
        var role = $"r{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE ROLE {role} LOGIN {options}", ct);
        _roles.Add(role);
        return role;
    }

    /// <summary>A role that the server asks for its password, unlike all others; skips the test where the server asks nobody.</summary>
    public async Task<string> AddWithPasswordAsync(string password, CancellationToken ct)
    {
        if (!(bool)(await ExecuteAsync("SELECT count(*) > 0 FROM pg_hba_file_rules WHERE '+carillon_password' = ANY (user_name)", ct))!)
        {
            ServerSkip.Because("PostgreSQL asks no role of this server for a password: run tests/run.sh");
        }

        await ExecuteAsync("DO $$ BEGIN CREATE ROLE carillon_password; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$", ct);
        return await AddAsync($"PASSWORD '{password}' IN ROLE carillon_password", ct);
    }

    public async Task<object?> ExecuteAsync(string statement, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in _roles)
        {
            await ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}", CancellationToken.None);
        }

        await PostgreSqlServer.DropDatabaseAsync(Database, CancellationToken.None);
    }
}
