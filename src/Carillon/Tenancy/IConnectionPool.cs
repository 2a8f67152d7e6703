namespace Carillon.Tenancy;

/// <summary>Open connections to one database. Disposing it closes the idle ones; rented ones are closed when returned.</summary>
public interface IConnectionPool : IAsyncDisposable
{
    /// <summary>Takes an idle connection or opens one.</summary>
    ValueTask<RentedConnection> RentAsync(CancellationToken cancellationToken);
}
