namespace Carillon.Locking;

/// <summary>Hands out leases. Contention is null, breakage is an exception, always.</summary>
public interface ILeaseProvider
{
    /// <summary>What this provider can do.</summary>
    LeaseCapabilities Capabilities { get; }

    /// <summary>Takes the lease, or returns null when another holds it.</summary>
    ValueTask<ILease?> TryAcquireAsync(LockKey key, LeaseOptions options, CancellationToken cancellationToken);

    /// <summary>Takes the lease, waiting for it.</summary>
    /// <exception cref="TimeoutException">It stayed taken for <see cref="LeaseOptions.WaitAtMost"/>.</exception>
    ValueTask<ILease> AcquireAsync(LockKey key, LeaseOptions options, CancellationToken cancellationToken);
}
