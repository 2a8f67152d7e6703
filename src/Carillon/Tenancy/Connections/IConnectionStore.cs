namespace Carillon.Tenancy;

/// <summary>Keeps the named connections of all tenants. Every change is committed together with its note in the audit log.</summary>
public interface IConnectionStore
{
    /// <summary>The connection, or null when the tenant has none of that name; without a name the tenant's default one.</summary>
    ValueTask<NamedConnection?> FindAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken);

    /// <summary>One page of connections, in the order of tenant and name.</summary>
    ValueTask<IReadOnlyList<NamedConnection>> ListAsync(ConnectionQuery query, CancellationToken cancellationToken);

    /// <summary>Adds a connection. Where it is the default, the one that was is no longer.</summary>
    /// <returns>False when the tenant has one of that name; nothing is changed then.</returns>
    /// <exception cref="TenantNotActiveException">The tenant is Deleting or Deleted. Only a store that keeps the tenants as well can tell.</exception>
    ValueTask<bool> TryAddAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the connection whose id and version are those of <paramref name="connection"/>, and raises the version by one.
    /// Where it is the default, the one that was is no longer.
    /// </summary>
    /// <returns>False when another change came first or there is none; nothing is changed then.</returns>
    ValueTask<bool> TryUpdateAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken);

    /// <summary>Notes the outcome of a test that was made with this generation; the version stays. A connection that was changed meanwhile keeps no trace of it but the audit.</summary>
    ValueTask RecordTestAsync(NamedConnection connection, ConnectionTestOutcome outcome, AuditNote note, CancellationToken cancellationToken);

    /// <summary>Deletes the connection of that id and version.</summary>
    /// <returns>False when another change came first or there is none; nothing is changed then.</returns>
    ValueTask<bool> TryDeleteAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken);

    /// <summary>How many secrets are under each key, by key id.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> CountByKeyAsync(CancellationToken cancellationToken);
}
