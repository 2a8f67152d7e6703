using System.Globalization;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Carillon.Locking;

/// <summary>Leases over any <see cref="ILeaseStore"/>: deadlines on the monotonic clock, renewal at a third of the lease in batches, waiting in line.</summary>
/// <remarks>A suspended machine stops its monotonic clock: after that only the fence tells a late holder from the present one.</remarks>
public sealed class LeaseProvider : ILeaseProvider, IDisposable
{
    private static readonly TimeSpan _firstPoll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan _slowestPoll = TimeSpan.FromMilliseconds(500);

    // A process id alone repeats after a restart, in a container at once.
    private readonly string _process = string.Create(
        CultureInfo.InvariantCulture,
        $"{Printable.Clip(Environment.MachineName)}/{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..12]}");

    private readonly ILeaseStore _store;
    private readonly TimeProvider _time;
    private readonly LeaseWaiters _waiters;
    private readonly LeaseKeeper _keeper;
    private long _acquisitions;

    /// <summary>Creates the provider; disposing it stops all renewals, and leases that are still held count as lost.</summary>
    public LeaseProvider(ILeaseStore store, TimeProvider time, ILogger<LeaseProvider> logger)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        _store = store;
        _time = time;
        _waiters = new(time);
        _keeper = new(store, _waiters, time, logger);
    }

    /// <inheritdoc />
    public LeaseCapabilities Capabilities => _store.Capabilities;

    /// <summary>How many keys are waited for in this process.</summary>
    public int KeysWaitedFor => _waiters.Count;

    /// <summary>How many leases this process holds.</summary>
    public int LeasesHeld => _keeper.Count;

    /// <inheritdoc />
    /// <exception cref="TimeoutException">The store took longer to answer than the lease would last.</exception>
    public async ValueTask<ILease?> TryAcquireAsync(LockKey key, LeaseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = key.ToString();
        cancellationToken.ThrowIfCancellationRequested();
        var length = options.Checked().Length;
        var owner = string.Create(CultureInfo.InvariantCulture, $"{_process}/{Interlocked.Increment(ref _acquisitions)}");
        var session = _store.Session;
        var sent = _keeper.Elapsed;
        var take = TakeAsync(key, owner, length);
        Fence? fence;
        try
        {
            fence = await take.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Cancelled, or broken with an unknown outcome: whatever was taken must not stay taken.
            LeftBehind.Observe(FreeAsync(take, key, owner));
            throw;
        }

        if (fence is not { } taken)
        {
            return null;
        }

        var lease = new HeldLease(_keeper, new(key, owner, taken, length), sent);
        if (_keeper.TryAdd(lease))
        {
            lease.Follow(session);
            return lease;
        }

        await lease.DisposeAsync().ConfigureAwait(false);
        throw new TimeoutException($"The lease store took longer to grant '{key}' than the lease of {length} would have lasted.");
    }

    /// <inheritdoc />
    public async ValueTask<ILease> AcquireAsync(LockKey key, LeaseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var atMost = options.Checked().WaitAtMost.ToTimeSpan();
        var started = _keeper.Elapsed;
        using var place = _waiters.Enter(key);
        for (var poll = _firstPoll; ; poll = poll < _slowestPoll ? poll * 2 : _slowestPoll)
        {
            if (await TryAcquireAsync(key, options, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                return lease;
            }

            var left = atMost - (_keeper.Elapsed - started);
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException($"Lock '{key}' stayed taken for {options.WaitAtMost}.");
            }

            await place.WaitAsync(poll, left, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _keeper.Dispose();

    private async Task<Fence?> TakeAsync(LockKey key, string owner, Duration length)
    {
        // Not the caller's token: an answer must be seen, so that a lease granted to a caller who has gone is given back.
        using var limit = new CancellationTokenSource(length.ToTimeSpan(), _time);
        try
        {
            return await _store.TryTakeAsync(key, owner, length, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"The lease store did not answer for '{key}' within the lease of {length}.", error);
        }
    }

    private async Task FreeAsync(Task<Fence?> take, LockKey key, string owner)
    {
        try
        {
            if (await take.ConfigureAwait(false) is null)
            {
                return;
            }
        }
        catch (Exception)
        {
            // Its caller has seen it.
        }

        await _keeper.ReleaseAsync(key, owner).ConfigureAwait(false);
    }
}
