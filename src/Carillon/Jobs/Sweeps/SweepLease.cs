namespace Carillon.Jobs;

/// <summary>Whether a sweep holds a lease while it settles. It saves work between hosts; correctness never depends on it.</summary>
public enum SweepLease
{
    /// <summary>One lease per tenant and sweep, when the host's lease provider excludes other processes.</summary>
    WhenShared,

    /// <summary>No lease: hosts share the due items by skipping those that another has locked.</summary>
    None,
}
