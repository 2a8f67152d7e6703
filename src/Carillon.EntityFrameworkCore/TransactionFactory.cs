using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

// Turns a rented connection into an open transaction, decorated where the host asked for it.
internal sealed class TransactionFactory(IDatabaseClock clock, IConnectionDecorator? decorator = null)
{
    public async ValueTask<(DatabaseSession Session, IDatabaseClock Clock)> BeginAsync(
        TenantId? tenant,
        RentedConnection rented,
        DatabaseProvider provider,
        TransactionMode mode,
        CancellationToken cancellationToken)
    {
        try
        {
            var isolation = ((SqlDialect)provider).IsolationOf(mode);
            var connection = decorator?.Decorate(tenant, rented.Connection) ?? rented.Connection;
            var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken).ConfigureAwait(false);
            return (
                new DatabaseSession(connection, transaction, provider)
                {
                    ProviderConnection = rented.Connection,
                    ProviderTransaction = decorator?.Unwrap(transaction) ?? transaction,
                    Release = rented.DisposeAsync,
                },
                clock);
        }
        catch
        {
            await rented.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public LoneStatements WithoutTransaction(RentedConnection rented, DatabaseProvider provider) =>
        new(decorator?.Decorate(null, rented.Connection) ?? rented.Connection, (SqlDialect)provider, rented);
}
