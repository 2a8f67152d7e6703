using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>A connection taken from a pool; disposing it gives the connection back.</summary>
public sealed class RentedConnection(DbConnection connection, Func<DbConnection, ValueTask> giveBack) : IAsyncDisposable
{
    private int _returned;

    /// <summary>The open connection.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>Gives the connection back; doing it twice is harmless.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _returned, 1) == 0 ? giveBack(Connection) : ValueTask.CompletedTask;
}
