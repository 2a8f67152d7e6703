using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>A connection taken from a pool; disposing it gives the connection back.</summary>
/// <param name="connection">The open connection.</param>
/// <param name="giveBack">Gives it back; true where it stays open in the pool.</param>
public sealed class RentedConnection(DbConnection connection, Func<DbConnection, ValueTask<bool>> giveBack) : IAsyncDisposable
{
    private int _returned;

    /// <summary>The open connection.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>Gives the connection back; true where this call did it and the connection stays open in the pool.</summary>
    public ValueTask<bool> GiveBackAsync() =>
        Interlocked.Exchange(ref _returned, 1) == 0 ? giveBack(Connection) : ValueTask.FromResult(false);

    /// <summary>Gives the connection back; doing it twice is harmless.</summary>
    public async ValueTask DisposeAsync() => await GiveBackAsync().ConfigureAwait(false);
}
