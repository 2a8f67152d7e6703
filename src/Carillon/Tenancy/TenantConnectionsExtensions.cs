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
    public static async ValueTask<T> WriteAsync<T>(
        this ITenantConnections connections, TenantId tenant, Func<TenantTransaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connections);
        ArgumentNullException.ThrowIfNull(work);
        for (var attempt = 1; ; attempt++)
        {
            var transaction = await connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                try
                {
                    var result = await work(transaction, cancellationToken).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
                catch (Exception error) when (attempt < TransactionConflict.MostAttempts && !transaction.HasEnded && TransactionConflict.Is(error))
                {
                }
            }
        }
    }
}
