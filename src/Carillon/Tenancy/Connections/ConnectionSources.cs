using System.Collections.Concurrent;

namespace Carillon.Tenancy;

/// <summary>One pool per named connection. A new generation gets a new pool, and the old one is drained.</summary>
internal sealed class ConnectionSources : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(TenantId Tenant, ConnectionName Name), ConnectionSource> _sources = new();

    /// <summary>The pool of this generation, if there is one.</summary>
    public ConnectionSource? Find(NamedConnection connection) =>
        _sources.TryGetValue((connection.Tenant, connection.Name), out var source) && source.Serves(connection) ? source : null;

    /// <summary>Keeps a pool and drains the one that it replaces. Returns the one to use, or null when a newer generation is there already: read again.</summary>
    public async ValueTask<ConnectionSource?> KeepAsync(NamedConnection connection, ConnectionSource created)
    {
        ConnectionSource? replaced = null;
        var winner = _sources.AddOrUpdate(
            (connection.Tenant, connection.Name),
            created,
            (_, current) =>
            {
                replaced = current.Serves(connection) || current.IsNewerThan(created) ? null : current;
                return replaced is null ? current : created;
            });
        var loser = ReferenceEquals(winner, created) ? replaced : created;
        if (loser is not null)
        {
            await loser.DisposeAsync().ConfigureAwait(false);
        }

        return winner.Serves(connection) ? winner : null;
    }

    /// <summary>Drains the pool of a connection that is no longer there.</summary>
    public async ValueTask ForgetAsync(TenantId tenant, ConnectionName name)
    {
        if (_sources.TryRemove((tenant, name), out var source))
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Drains all pools of a tenant that is out of service.</summary>
    public async ValueTask ForgetAsync(TenantId tenant)
    {
        foreach (var name in _sources.Keys.Where(key => key.Tenant == tenant).Select(key => key.Name))
        {
            await ForgetAsync(tenant, name).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
