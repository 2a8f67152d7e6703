using Carillon.Time;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Named connections in memory: for tests and for hosts that know them at start.</summary>
public sealed class InMemoryConnectionStore(IAuditLog audit, IClock clock) : IConnectionStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(TenantId Tenant, ConnectionName Name), NamedConnection> _connections = [];

    /// <inheritdoc />
    public ValueTask<NamedConnection?> FindAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(name is { } named
                ? _connections.GetValueOrDefault((tenant, named))
                : _connections.Values.FirstOrDefault(c => c.Tenant == tenant && c.IsDefault));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<NamedConnection>> ListAsync(ConnectionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<NamedConnection>>([.. _connections.Values.Where(query.Includes).Take(query.Limit)]);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> TryAddAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ChangeAsync(connection, current => current is null, _ => Put(connection), note, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<bool> TryUpdateAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ChangeAsync(
            connection, current => IsAt(current, connection), _ => Put(connection with { Version = connection.Version + 1 }), note, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask RecordTestAsync(NamedConnection connection, ConnectionTestOutcome outcome, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var test = new ConnectionTest(clock.GetCurrentInstant().TruncateToMicroseconds(), outcome);
        var noted = await ChangeAsync(
            connection,
            current => current?.Id == connection.Id && current.Generation == connection.Generation,
            current => _connections[(current!.Tenant, current.Name)] = current with { LastTest = test },
            note,
            cancellationToken).ConfigureAwait(false);
        if (!noted)
        {
            await audit.AppendAsync(note, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> TryDeleteAsync(NamedConnection connection, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ChangeAsync(
            connection, current => IsAt(current, connection), _ => _connections.Remove((connection.Tenant, connection.Name)), note, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyDictionary<string, long>>(
                _connections.Values.Where(c => c.Secret is not null).CountBy(c => c.Secret!.KeyId).ToDictionary(c => c.Key, c => (long)c.Value, StringComparer.Ordinal));
        }
    }

    private async ValueTask<bool> ChangeAsync(
        NamedConnection connection, Func<NamedConnection?, bool> applies, Action<NamedConnection?> change, AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var current = _connections.GetValueOrDefault((connection.Tenant, connection.Name));
            if (!applies(current))
            {
                return false;
            }

            change(current);
        }

        await audit.AppendAsync(note, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static bool IsAt(NamedConnection? current, NamedConnection known) => current?.Id == known.Id && current.Version == known.Version;

    private void Put(NamedConnection connection)
    {
        if (connection.IsDefault)
        {
            foreach (var other in _connections.Values.Where(c => c.Tenant == connection.Tenant && c.IsDefault && c.Name != connection.Name).ToList())
            {
                _connections[(other.Tenant, other.Name)] = other with { IsDefault = false, Version = other.Version + 1 };
            }
        }

        _connections[(connection.Tenant, connection.Name)] = connection;
    }
}
