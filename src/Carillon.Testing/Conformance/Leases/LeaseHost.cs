using Carillon.Locking;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carillon.Testing.Conformance.Leases;

/// <summary>One process that takes leases: with a monotonic clock and a way to the store of its own.</summary>
internal sealed class LeaseHost : IDisposable
{
    public LeaseHost(ILeaseStore store)
    {
        Store = new(store);
        Leases = new(Store, Clock, NullLogger<LeaseProvider>.Instance);
    }

    /// <summary>Standing still is a paused process: it renews nothing and notices nothing.</summary>
    public ManualTimeProvider Clock { get; } = new();

    public LeaseStoreSwitch Store { get; }

    public LeaseProvider Leases { get; }

    public void Dispose() => Leases.Dispose();
}
