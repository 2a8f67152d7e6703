using System.Collections.Concurrent;
using Carillon.Locking;
using NodaTime;

namespace Carillon.Testing.Conformance.Leases;

/// <summary>A lease store that can be cut off: it refuses, or it hangs and does not listen to its token.</summary>
internal sealed class LeaseStoreSwitch(ILeaseStore inner) : ILeaseStore
{
    private readonly ConcurrentQueue<int> _renewed = new();
    private volatile TaskCompletionSource? _hang;
    private volatile bool _broken;
    private int _answers;

    public LeaseCapabilities Capabilities => inner.Capabilities;

    public CancellationToken Session => inner.Session;

    /// <summary>How many leases each renewal was for.</summary>
    public IReadOnlyCollection<int> Renewals => _renewed;

    /// <summary>How many attempts to take a key were answered.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public void Break() => _broken = true;

    /// <summary>Answers, also those under way, wait until <see cref="GoOn"/>.</summary>
    public void Hang() => _hang = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn()
    {
        _broken = false;
        var hang = _hang;
        _hang = null;
        hang?.TrySetResult();
    }

    public async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
    {
        await PassAsync().ConfigureAwait(false);
        var fence = await inner.TryTakeAsync(key, owner, length, CancellationToken.None).ConfigureAwait(false);
        Interlocked.Increment(ref _answers);
        return fence;
    }

    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        _renewed.Enqueue(claims.Count);
        await PassAsync().ConfigureAwait(false);
        return await inner.RenewAsync(claims, CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken)
    {
        await PassAsync().ConfigureAwait(false);
        await inner.ReleaseAsync(key, owner, CancellationToken.None).ConfigureAwait(false);
    }

    private Task PassAsync() =>
        _broken ? Task.FromException(new IOException("The lease store is out of reach.")) : _hang?.Task ?? Task.CompletedTask;
}
