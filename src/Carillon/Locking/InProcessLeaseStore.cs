using NodaTime;

namespace Carillon.Locking;

/// <summary>Keeps leases in memory: they exclude each other within this process only.</summary>
/// <remarks>
/// Fences are one counter for all keys that starts from the clock, so that they also rise across restarts
/// as long as the clock does, and a released key leaves nothing behind.
/// </remarks>
public sealed class InProcessLeaseStore(TimeProvider time) : ILeaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LockKey, Entry> _entries = [];
    private readonly long _origin = time.GetTimestamp();
    private long _fence = Instant.FromDateTimeOffset(time.GetUtcNow()).ToUnixTimeTicks() / NodaConstants.TicksPerMillisecond * 1000;

    /// <inheritdoc />
    public LeaseCapabilities Capabilities => LeaseCapabilities.Fencing | LeaseCapabilities.LostSignal | LeaseCapabilities.SurvivesPooler;

    /// <inheritdoc />
    public ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = Now();
            if (_entries.TryGetValue(key, out var entry) && entry.Expires > now)
            {
                return ValueTask.FromResult<Fence?>(null);
            }

            _entries[key] = new(owner, now + length.ToTimeSpan());
            return ValueTask.FromResult<Fence?>(new Fence(0, ++_fence));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        cancellationToken.ThrowIfCancellationRequested();
        var renewed = new HashSet<string>(claims.Count, StringComparer.Ordinal);
        lock (_gate)
        {
            var now = Now();
            foreach (var claim in claims)
            {
                if (_entries.TryGetValue(claim.Key, out var entry) && entry.Owner == claim.Owner && entry.Expires > now)
                {
                    _entries[claim.Key] = entry with { Expires = now + claim.Length.ToTimeSpan() };
                    renewed.Add(claim.Owner);
                }
            }
        }

        return ValueTask.FromResult<IReadOnlySet<string>>(renewed);
    }

    /// <inheritdoc />
    public ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Owner == owner)
            {
                _entries.Remove(key);
            }
        }

        return ValueTask.CompletedTask;
    }

    private TimeSpan Now() => time.GetElapsedTime(_origin);

    private readonly record struct Entry(string Owner, TimeSpan Expires);
}
