using Carillon.EntityFrameworkCore;
using Carillon.Locking;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.PostgreSql.Locking;

/// <summary>Keeps leases as advisory locks of one connection to the control database: free at once when their holder's process dies.</summary>
/// <remarks>
/// The server ends the session when it hears nothing for the longest lease that it holds. A killed session frees its keys at once, so another may hold
/// one a moment before the loss is signalled: no <see cref="LeaseCapabilities.LostSignal"/>. Fences are those of the lease table.
/// All hosts of an installation use the same kind of leases.
/// </remarks>
public sealed class AdvisoryLeaseStore : ILeaseStore, IAsyncDisposable
{
    private readonly AdvisoryConnection _target;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private AdvisorySession _session;
    private bool _disposed;

    /// <summary>Creates the store; it connects when it is first used.</summary>
    public AdvisoryLeaseStore(ControlDatabase control, IOptions<PostgreSqlOptions> database, IOptions<AdvisoryLeaseOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(options);
        _target = new(control, options.Value.ConnectionString ?? database.Value.ControlConnectionString, options.Value);
        _time = time;
        _session = new(_target, time);
    }

    /// <inheritdoc />
    public LeaseCapabilities Capabilities => LeaseCapabilities.CrossProcess | LeaseCapabilities.Fencing;

    /// <inheritdoc />
    public CancellationToken Session => Current().Ended;

    /// <summary>Connects, if it is not connected.</summary>
    /// <exception cref="OptionsValidationException">A pooler answers, or the server is too old.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken) => await Current().OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
    {
        var session = Current();
        return await session.AskAsync(async (connection, ct) =>
        {
            if (!session.Locks.TryAdd(key, owner, length))
            {
                return null;
            }

            var taken = true;
            Fence? fence = null;
            try
            {
                (taken, fence) = await AdvisoryStatements.TakeAsync(connection, key, session.Locks.MaySleep, ct).ConfigureAwait(false);
                return fence;
            }
            finally
            {
                if (fence is null)
                {
                    session.Locks.Remove(key);
                }

                // Locks outlive the statement that took them, also one that failed.
                if (fence is null && taken && connection.FullState == System.Data.ConnectionState.Open)
                {
                    await AdvisoryStatements.FreeAsync(connection, key, session.Locks.MaySleep, ct).ConfigureAwait(false);
                }
            }
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var session = Current();
        return await session.AskAsync<IReadOnlySet<string>>(async (connection, ct) =>
        {
            session.Locks.Measure();
            await AdvisoryStatements.StayAwakeAsync(connection, session.Locks.MaySleep, ct).ConfigureAwait(false);
            return claims.Where(c => session.Locks.Has(c.Key, c.Owner)).Select(c => c.Owner).ToHashSet(StringComparer.Ordinal);
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken)
    {
        var session = Current();
        if (!session.IsOpen)
        {
            return;
        }

        await session.AskAsync(async (connection, ct) =>
        {
            if (session.Locks.Has(key, owner))
            {
                session.Locks.Remove(key);
                await AdvisoryStatements.FreeAsync(connection, key, session.Locks.MaySleep, ct).ConfigureAwait(false);
            }

            return true;
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection; leases that are still held are free.</summary>
    public async ValueTask DisposeAsync()
    {
        AdvisorySession last;
        lock (_gate)
        {
            _disposed = true;
            last = _session;
        }

        await last.DisposeAsync().ConfigureAwait(false);
    }

    private AdvisorySession Current()
    {
        lock (_gate)
        {
            return !_disposed && _session.Ended.IsCancellationRequested ? _session = new(_target, _time) : _session;
        }
    }
}
