using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>Opens transactions on tenants' own databases, and connections to the databases outside that they have named.</summary>
public interface ITenantConnections
{
    /// <summary>Opens a transaction: identity stamp checked, isolation set, database clock ready.</summary>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantNotActiveException">The tenant is not in service.</exception>
    /// <exception cref="WrongTenantDatabaseException">The database is another tenant's, restored or cloned.</exception>
    ValueTask<TenantTransaction> BeginAsync(TenantId tenant, TransactionMode mode, CancellationToken cancellationToken);

    /// <summary>Opens a transaction for reading and writing.</summary>
    ValueTask<TenantTransaction> BeginAsync(TenantId tenant, CancellationToken cancellationToken) =>
        BeginAsync(tenant, TransactionMode.Write, cancellationToken);

    /// <summary>
    /// Opens a named connection to a database outside, from a pool of its own. Disposing it gives it back. It is refused when it leads to a database
    /// that Carillon keeps data of others in.
    /// </summary>
    /// <param name="tenant">Whose connection it is.</param>
    /// <param name="name">Its name; null for the tenant's default one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantNotActiveException">The tenant is not in service.</exception>
    /// <exception cref="ConnectionNotFoundException">The tenant has no such connection.</exception>
    /// <exception cref="ArgumentException">The connection's provider is not registered on this host.</exception>
    /// <exception cref="SecretUnreadableException">Its secret does not open.</exception>
    /// <exception cref="NamedConnectionOwnerException">It leads to the database of another tenant, or to the control database.</exception>
    /// <exception cref="ConnectionFailedException">It did not open.</exception>
    ValueTask<DbConnection> OpenAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a named connection anew, from no pool, and says what came of it; the outcome is kept with the connection and in the audit log. The tenant
    /// need not be in service.
    /// </summary>
    /// <param name="tenant">Whose connection it is.</param>
    /// <param name="name">Its name; null for the tenant's default one.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Ends the test; nothing is kept then.</param>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="ConnectionNotFoundException">The tenant has no such connection.</exception>
    ValueTask<ConnectionTestResult> TestAsync(TenantId tenant, ConnectionName? name, string actor, CancellationToken cancellationToken);
}
