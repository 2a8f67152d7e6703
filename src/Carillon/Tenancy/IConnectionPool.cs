namespace Carillon.Tenancy;

/// <summary>Open connections to one database. Disposing it closes the idle ones; rented ones are closed when returned.</summary>
public interface IConnectionPool : IAsyncDisposable
{
    /// <summary>Takes an idle connection or opens one.</summary>
    /// <exception cref="ObjectDisposedException">The pool was closed.</exception>
    ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken);

    /// <summary>Closes the idle connections; the pool goes on.</summary>
    ValueTask CloseIdleAsync();

    /// <summary>
    /// Takes the address that the database has now, where the connections that are open stay right: the same address, or another password, which
    /// connections get that are opened from now on. False where the pool must be replaced.
    /// </summary>
    bool TryMove(DatabaseAddress address);
}
