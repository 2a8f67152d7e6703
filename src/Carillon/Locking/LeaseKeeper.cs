using Microsoft.Extensions.Logging;

namespace Carillon.Locking;

/// <summary>Keeps the leases of a process alive: one timer, renewals in batches, and a loss signal that needs no answer from the store.</summary>
internal sealed partial class LeaseKeeper : IDisposable
{
    private static readonly TimeSpan _releaseAtMost = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldLease> _held = new(StringComparer.Ordinal);
    private readonly ILeaseStore _store;
    private readonly LeaseWaiters _waiters;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _origin;
    private readonly ITimer _timer;
    private TimeSpan _armed = TimeSpan.MaxValue;
    private bool _disposed;

    public LeaseKeeper(ILeaseStore store, LeaseWaiters waiters, TimeProvider time, ILogger logger)
    {
        _store = store;
        _waiters = waiters;
        _time = time;
        _logger = logger;
        _origin = time.GetTimestamp();

        // The timer outlives whatever scope first asked for a lease: that scope's tenant must not flow into renewals.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static self => ((LeaseKeeper)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Time on the monotonic clock since this keeper was made.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_origin);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>Begins to keep a lease.</summary>
    /// <returns>False when its deadline has passed already, or nothing is kept any more.</returns>
    public bool TryAdd(HeldLease lease)
    {
        lock (_gate)
        {
            var now = Elapsed;
            if (_disposed || lease.Deadline <= now)
            {
                return false;
            }

            _held.Add(lease.Owner, lease);
            Arm(now, lease.RenewAt);
            return true;
        }
    }

    public async ValueTask<bool> RenewAsync(HeldLease lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_held.ContainsKey(lease.Owner))
            {
                return false;
            }
        }

        var sent = Elapsed;
        var renewed = await _store.RenewAsync([lease.Claim], cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        Settle([lease], sent, renewed);
        lock (_gate)
        {
            return _held.ContainsKey(lease.Owner);
        }
    }

    public async ValueTask ReleaseAsync(HeldLease lease)
    {
        lock (_gate)
        {
            _held.Remove(lease.Owner);
        }

        if (lease.BeginRelease())
        {
            await ReleaseAsync(lease.Key, lease.Owner).ConfigureAwait(false);
        }
    }

    /// <summary>Frees the key if this owner holds it. Never throws: what cannot be freed now expires.</summary>
    public async ValueTask ReleaseAsync(LockKey key, string owner)
    {
        using var limit = new CancellationTokenSource(_releaseAtMost, _time);
        try
        {
            await _store.ReleaseAsync(key, owner, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogReleaseFailed(error, key, owner);
        }

        _waiters.Wake(key);
    }

    /// <summary>What held the lease at the store is gone.</summary>
    public void Drop(HeldLease lease)
    {
        lock (_gate)
        {
            if (!_held.Remove(lease.Owner))
            {
                return;
            }

            lease.Lose();
        }

        Tell([lease]);
    }

    /// <summary>Stops renewing. Leases that are still held are lost.</summary>
    public void Dispose()
    {
        HeldLease[] left;
        lock (_gate)
        {
            _disposed = true;
            left = [.. _held.Values];
            _held.Clear();
            Array.ForEach(left, l => l.Lose());
        }

        _timer.Dispose();
        Tell(left);
    }

    private void OnTimer()
    {
        List<HeldLease> lost = [];
        List<HeldLease> due = [];
        lock (_gate)
        {
            var now = Elapsed;
            var next = TimeSpan.MaxValue;
            _armed = TimeSpan.MaxValue;
            foreach (var lease in _held.Values)
            {
                if (lease.Deadline <= now)
                {
                    lost.Add(lease);
                    continue;
                }

                // Leases that fall due soon come along, so that the batches of one process grow together.
                if (lease.RenewAt <= now + (lease.Length / 12))
                {
                    lease.Attempt(now);
                    due.Add(lease);
                }

                next = Earlier(next, Earlier(lease.RenewAt, lease.Deadline));
            }

            foreach (var lease in lost)
            {
                _held.Remove(lease.Owner);
                lease.Lose();
            }

            Arm(now, next);
        }

        Tell(lost);
        if (due.Count > 0)
        {
            _ = RenewAsync(due);
        }
    }

    // Several may be under way when the store hangs: each answer counts from when its own request was sent.
    private async Task RenewAsync(List<HeldLease> due)
    {
        var sent = Elapsed;
        try
        {
            using var limit = new CancellationTokenSource(due.Max(l => l.Length), _time);
            var renewed = await _store.RenewAsync([.. due.Select(l => l.Claim)], limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            Settle(due, sent, renewed);
        }
        catch (Exception error)
        {
            LogRenewalFailed(error, due.Count);
        }
    }

    private void Settle(List<HeldLease> asked, TimeSpan sent, IReadOnlySet<string> renewed)
    {
        List<HeldLease> lost = [];
        lock (_gate)
        {
            foreach (var lease in asked)
            {
                if (renewed.Contains(lease.Owner))
                {
                    lease.Extend(sent);
                }
                else if (_held.Remove(lease.Owner))
                {
                    lease.Lose();
                    lost.Add(lease);
                }
            }
        }

        Tell(lost);
    }

    private void Tell(IReadOnlyCollection<HeldLease> leases)
    {
        foreach (var lease in leases)
        {
            LogLost(lease.Key, lease.Owner, lease.Fence);
            _ = ToldAsync(lease);
        }
    }

    private async Task ToldAsync(HeldLease lease)
    {
        try
        {
            await lease.Told.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogCallbackFailed(error, lease.Key, lease.Owner);
        }
    }

    // Rounded up to whole milliseconds, as timers are, so that a timer that fires early does not spin.
    private void Arm(TimeSpan now, TimeSpan at)
    {
        if (at < _armed && !_disposed)
        {
            _armed = at;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((at - now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
