using System.Threading.Channels;
using Carillon.Locking;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>Tells a test how many leases each renewal kept.</summary>
internal sealed class CountingStore(ILeaseStore inner) : ILeaseStore
{
    private readonly Channel<int> _renewed = Channel.CreateUnbounded<int>();
    private int _renewals;

    public LeaseCapabilities Capabilities => inner.Capabilities;

    public int Renewals => _renewals;

    public async Task<int> RenewedAsync(CancellationToken cancellationToken) => await _renewed.Reader.ReadAsync(cancellationToken);

    public ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken) =>
        inner.TryTakeAsync(key, owner, length, cancellationToken);

    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        var renewed = await inner.RenewAsync(claims, cancellationToken);
        Interlocked.Increment(ref _renewals);
        _renewed.Writer.TryWrite(renewed.Count);
        return renewed;
    }

    public ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken) => inner.ReleaseAsync(key, owner, cancellationToken);
}
