using NodaTime;

namespace Carillon.Locking;

/// <summary>Where leases are kept. <see cref="LeaseProvider"/> adds deadlines, renewals and waiting to any store.</summary>
/// <remarks>The store's own clock decides about expiry. A store that is out of reach throws; it never answers "held by another".</remarks>
public interface ILeaseStore
{
    /// <summary>What leases of this store can do.</summary>
    LeaseCapabilities Capabilities { get; }

    /// <summary>Cancelled when all that the store has granted until then is gone at once, as with a connection that held it. Read before a key is asked for.</summary>
    /// <value>Default: never cancelled.</value>
    CancellationToken Session => CancellationToken.None;

    /// <summary>Takes the key when it is free or its lease has expired.</summary>
    /// <returns>A fence higher than any before it for this key, or null when another holds the key.</returns>
    ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken);

    /// <summary>Renews those of the claims that are still held and not expired, all at once.</summary>
    /// <returns>The owners whose lease was renewed; each owner that is missing has lost its lease for good.</returns>
    ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken);

    /// <summary>Frees the key if this owner holds it; does nothing otherwise.</summary>
    ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken);
}
