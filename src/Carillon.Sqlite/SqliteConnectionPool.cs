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
        while (_idle.TryPop(out var idle))
        {
            if (idle.State == System.Data.ConnectionState.Open)
            {
                return new(idle, ReturnAsync);
            }

            await idle.DisposeAsync().ConfigureAwait(false);
        }

        return new(await OpenAsync(cancellationToken).ConfigureAwait(false), ReturnAsync);
    }

    public bool TryMove(DatabaseAddress address) => address.ConnectionString == connectionString;

    public async ValueTask CloseIdleAsync()
    {
        while (_idle.TryPop(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;

        // The mark is to be seen before the look at what is idle.
        Interlocked.MemoryBarrier();
        await CloseIdleAsync().ConfigureAwait(false);
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

    internal async ValueTask<bool> ReturnAsync(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        if (_closed || sqlite.State != System.Data.ConnectionState.Open || _idle.Count >= KeptIdle)
        {
            await sqlite.DisposeAsync().ConfigureAwait(false);
            return false;
        }

        _idle.Push(sqlite);

        // Who closes the pool between the look and the push may have seen no connection: but one of the two sees the other.
        if (_closed)
        {
            await CloseIdleAsync().ConfigureAwait(false);
        }

        return !_closed;
    }
}
