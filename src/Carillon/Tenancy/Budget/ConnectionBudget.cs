using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

/// <summary>Counts the open connections of this host to tenants' own databases, server by server, and keeps each server's within its budget.</summary>
/// <remarks>
/// Who needs a connection gets an idle one of the tenant; or opens one; or closes the idle ones of the tenant that has been idle longest and opens one;
/// or waits, in the order of asking.
/// </remarks>
public sealed class ConnectionBudget : IAsyncDisposable
{
    private readonly ConnectionBudgetOptions _options;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ConnectionAdmission> _servers = new(StringComparer.Ordinal);
    private readonly Meter _meter = new(CarillonTelemetry.Name);
    private readonly ITimer _trimming;

    /// <summary>Made by the host's services.</summary>
    public ConnectionBudget(IOptions<ConnectionBudgetOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Value;
        _time = time;
        Observe(CarillonTelemetry.ConnectionsOpen, u => u.Open);
        Observe(CarillonTelemetry.ConnectionsIdle, u => u.Idle);
        Observe(CarillonTelemetry.ConnectionsWaiting, u => u.Waiting);
        var pause = (_options.IdleLifetime / 2).ToTimeSpan();
        _trimming = time.CreateTimer(_ => LeftBehind.Observe(TrimAsync()), null, pause, pause);
    }

    /// <summary>What is used now of each server's budget that was asked for so far.</summary>
    public IReadOnlyList<ConnectionUse> Use => [.. _servers.Values.Select(s => s.Use).OrderBy(u => u.Server, StringComparer.Ordinal)];

    /// <summary>Puts the connections of a tenant's pool under the budget of the tenant's server.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="provider">The kind of database, for its default budget.</param>
    /// <param name="pool">The pool; from now on it is used through the result only, and disposed with it.</param>
    public IConnectionPool Limit(Tenant tenant, DatabaseProvider provider, IConnectionPool pool)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(pool);
        var admission = _servers.GetOrAdd(tenant.ServerId, server => new(server, BudgetOf(server, provider), _options, _time));
        return new BudgetedPool(pool, admission, _time);
    }

    /// <summary>Ends what is done by itself; the pools are closed by who made them.</summary>
    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        await _trimming.DisposeAsync().ConfigureAwait(false);
    }

    private int BudgetOf(string server, DatabaseProvider provider) =>
        _options.Servers.TryGetValue(server, out var own) ? own : _options.PerServer ?? provider.ConnectionBudget;

    private async Task TrimAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.TrimAsync().ConfigureAwait(false);
        }
    }

    private void Observe(string name, Func<ConnectionUse, int> value) => _meter.CreateObservableUpDownCounter(
        name, () => _servers.Values.Select(s => s.Use).Select(u => new Measurement<int>(value(u), new KeyValuePair<string, object?>(CarillonTelemetry.ServerTag, u.Server))));
}
