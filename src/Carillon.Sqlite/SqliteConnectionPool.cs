using System.Collections.Concurrent;
using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.Data.Sqlite;

namespace Carillon.Sqlite;

// A pool of our own, because the provider's has no hook for a physical open, where the stamp is checked and the pragmas are set.
internal sealed class SqliteConnectionPool(string connectionString, PhysicalOpenCheck? verify) : IConnectionPool
{
    private const int KeptIdle = 8;

    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
    private readonly ConcurrentStack<SqliteConnection> _idle = new();
    private volatile bool _closed;

    public async ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_idle.TryPop(out var connection))
        {
            connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        return new(connection, ReturnAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        while (_idle.TryPop(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var pragmas = connection.CreateCommand();
            await using (pragmas.ConfigureAwait(false))
            {
                pragmas.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
                await pragmas.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            if (verify is not null)
            {
                await verify(connection, cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ValueTask ReturnAsync(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        if (_closed || sqlite.State != System.Data.ConnectionState.Open || _idle.Count >= KeptIdle)
        {
            return sqlite.DisposeAsync();
        }

        _idle.Push(sqlite);
        return ValueTask.CompletedTask;
    }
}
