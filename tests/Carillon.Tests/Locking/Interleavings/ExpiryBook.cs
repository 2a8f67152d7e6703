using Carillon.Locking;
using NodaTime;

namespace Carillon.Tests.Locking.Interleavings;

/// <summary>Writes down until when the store has granted what, by its own answers and clock.</summary>
internal sealed class ExpiryBook(ILeaseStore store, TimeProvider time) : ILeaseStore
{
    private readonly long _origin = time.GetTimestamp();
    private readonly Dictionary<string, TimeSpan> _granted = new(StringComparer.Ordinal);

    public LeaseCapabilities Capabilities => store.Capabilities;

    public bool IsInForce(ILease lease) => _granted.TryGetValue(lease.Owner, out var until) && until > Now;

    public async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
    {
        var fence = await store.TryTakeAsync(key, owner, length, cancellationToken);
        if (fence is not null)
        {
            _granted[owner] = Now + length.ToTimeSpan();
        }

        return fence;
    }

    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        var renewed = await store.RenewAsync(claims, cancellationToken);
        foreach (var claim in claims.Where(c => renewed.Contains(c.Owner)))
        {
            _granted[claim.Owner] = Now + claim.Length.ToTimeSpan();
        }

        return renewed;
    }

    public async ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken)
    {
        await store.ReleaseAsync(key, owner, cancellationToken);
        _granted.Remove(owner);
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);
}
