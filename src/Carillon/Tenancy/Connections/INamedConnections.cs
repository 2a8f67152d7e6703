namespace Carillon.Tenancy;

/// <summary>Adds, changes, lists and deletes named connections. Secrets are encrypted before they are stored; every change is in the audit log.</summary>
/// <remarks>A change is made to the connection as the caller knows it: where another change came first, nothing is changed.</remarks>
public interface INamedConnections
{
    /// <summary>The connection, or null when the tenant has none of that name; without a name the tenant's default one.</summary>
    ValueTask<NamedConnection?> FindAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken);

    /// <summary>One page of connections, in the order of tenant and name.</summary>
    ValueTask<IReadOnlyList<NamedConnection>> ListAsync(ConnectionQuery query, CancellationToken cancellationToken);

    /// <summary>Adds a connection; nothing is opened.</summary>
    /// <exception cref="ArgumentException">The provider is unknown or cannot use the settings.</exception>
    /// <exception cref="TenantNotFoundException">The tenant is unknown.</exception>
    /// <exception cref="TenantNotActiveException">The tenant is Deleting or Deleted.</exception>
    /// <exception cref="ConnectionConflictException">The tenant has a connection of that name.</exception>
    ValueTask<NamedConnection> AddAsync(TenantId tenant, NewConnection connection, string actor, CancellationToken cancellationToken);

    /// <summary>Changes settings, and the secret where one is given. Hosts swap their pools.</summary>
    /// <exception cref="ArgumentException">
    /// The provider is unknown or cannot use the settings; or more than the database changes and no secret is given: the stored one is never sent
    /// anywhere that it was not meant for.
    /// </exception>
    /// <exception cref="ConnectionConflictException">Another change came first.</exception>
    ValueTask<NamedConnection> ChangeAsync(NamedConnection connection, ConnectionSettings settings, Secret? secret, string actor, CancellationToken cancellationToken);

    /// <summary>Replaces the secret by another one. Hosts swap their pools.</summary>
    /// <exception cref="ArgumentException">The provider takes no secret, or it occurs in a setting that is shown.</exception>
    /// <exception cref="ConnectionConflictException">Another change came first.</exception>
    ValueTask<NamedConnection> RotateAsync(NamedConnection connection, Secret secret, string actor, CancellationToken cancellationToken);

    /// <summary>Makes the connection its tenant's default one, instead of the one that was.</summary>
    /// <exception cref="ConnectionConflictException">Another change came first.</exception>
    ValueTask<NamedConnection> MakeDefaultAsync(NamedConnection connection, string actor, CancellationToken cancellationToken);

    /// <summary>Deletes the connection with its secret.</summary>
    /// <exception cref="ConnectionConflictException">Another change came first.</exception>
    ValueTask DeleteAsync(NamedConnection connection, string actor, CancellationToken cancellationToken);
}
