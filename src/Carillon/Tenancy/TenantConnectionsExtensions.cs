namespace Carillon.Tenancy;

/// <summary>Work in a transaction of its own.</summary>
public static class TenantConnectionsExtensions
{
    /// <summary>
    /// Does the work in a transaction and commits it. Begins again where the database gave the transaction up in favour of another (a deadlock,
    /// a serialization failure), at most five times; so the work changes nothing but rows.
    /// </summary>
    /// <exception cref="TenantNotFoundException">The catalogue has no such tenant.</exception>
    /// <exception cref="TenantNotActiveException">The tenant is suspended or archived.</exception>
    public static ValueTask<T> WriteAsync<T>(
        this ITenantConnections connections, TenantId tenant, Func<TenantTransaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connections);
        return TransactionConflict.OvercomeAsync(ct => connections.BeginAsync(tenant, ct), work, cancellationToken);
    }
}
