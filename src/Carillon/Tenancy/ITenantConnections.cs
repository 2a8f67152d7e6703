namespace Carillon.Tenancy;

/// <summary>Opens transactions on tenants' own databases.</summary>
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
}
