namespace Carillon.Tenancy;

internal sealed class NamedConnections(IConnectionStore store, ISecretProtector protector, ConnectionProviders providers, ITenantCatalog catalog) : INamedConnections
{
    public ValueTask<NamedConnection?> FindAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken) =>
        store.FindAsync(tenant, name, cancellationToken);

    public ValueTask<IReadOnlyList<NamedConnection>> ListAsync(ConnectionQuery query, CancellationToken cancellationToken) =>
        store.ListAsync(query, cancellationToken);

    public async ValueTask<NamedConnection> AddAsync(TenantId tenant, NewConnection connection, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Check(connection.Settings, connection.Secret, connection.Secret is not null);
        var known = await catalog.FindAsync(tenant, cancellationToken).ConfigureAwait(false) ?? throw new TenantNotFoundException(tenant);
        if (known.Status is TenantStatus.Deleting or TenantStatus.Deleted)
        {
            throw new TenantNotActiveException(tenant, known.Status);
        }

        var added = await SealAsync(
            new(tenant, connection.Name, connection.Settings) { IsDefault = connection.IsDefault }, connection.Secret, cancellationToken).ConfigureAwait(false);
        return await store.TryAddAsync(added, Note(AuditActions.ConnectionAdded, actor, null, added), cancellationToken).ConfigureAwait(false)
            ? added
            : throw new ConnectionConflictException(tenant, connection.Name, "the tenant has one of that name already");
    }

    public async ValueTask<NamedConnection> ChangeAsync(
        NamedConnection connection, ConnectionSettings settings, Secret? secret, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings, secret, secret is not null || connection.Secret is not null);
        if (secret is null && connection.Secret is not null && settings != connection.Settings with { Database = settings.Database })
        {
            // Who may change settings may not thereby learn the password: a new host would be told it, and an option can switch encryption off.
            throw new ArgumentException("More than the database is changed, so the secret must be given again: the stored one is sent only where it was meant for.", nameof(secret));
        }

        var changed = await SealAsync(
            connection with { Settings = settings, Generation = connection.Generation + 1, LastTest = null }, secret, cancellationToken).ConfigureAwait(false);
        return await UpdateAsync(connection, changed, AuditActions.ConnectionChanged, actor, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<NamedConnection> RotateAsync(NamedConnection connection, Secret secret, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(secret);
        Check(connection.Settings, secret, hasSecret: true);
        var rotated = await SealAsync(connection with { Generation = connection.Generation + 1, LastTest = null }, secret, cancellationToken).ConfigureAwait(false);
        return await UpdateAsync(connection, rotated, AuditActions.ConnectionRotated, actor, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<NamedConnection> MakeDefaultAsync(NamedConnection connection, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return UpdateAsync(connection, connection with { IsDefault = true }, AuditActions.ConnectionMadeDefault, actor, cancellationToken);
    }

    public async ValueTask DeleteAsync(NamedConnection connection, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!await store.TryDeleteAsync(connection, Note(AuditActions.ConnectionDeleted, actor, connection, null), cancellationToken).ConfigureAwait(false))
        {
            throw Conflict(connection);
        }
    }

    private async ValueTask<NamedConnection> UpdateAsync(
        NamedConnection before, NamedConnection after, string action, string actor, CancellationToken cancellationToken)
    {
        var stored = after with { Version = before.Version + 1 };
        return await store.TryUpdateAsync(after, Note(action, actor, before, stored), cancellationToken).ConfigureAwait(false) ? stored : throw Conflict(before);
    }

    private async ValueTask<NamedConnection> SealAsync(NamedConnection connection, Secret? secret, CancellationToken cancellationToken) => secret is null
        ? connection
        : connection with { Secret = await protector.ProtectAsync(secret, connection.PasswordPlace, cancellationToken).ConfigureAwait(false) };

    private void Check(ConnectionSettings settings, Secret? secret, bool hasSecret)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check(secret);
        providers.Get(settings.Provider).Check(settings, hasSecret);
    }

    private static AuditNote Note(string action, string actor, NamedConnection? before, NamedConnection? after) => new(actor, action)
    {
        Tenant = (before ?? after)!.Tenant,
        Subject = (before ?? after)!.Name.Value,
        Before = before is null ? null : AuditJson.Of(before),
        After = after is null ? null : AuditJson.Of(after),
    };

    private static ConnectionConflictException Conflict(NamedConnection connection) =>
        new(connection.Tenant, connection.Name, "another change came first");
}
