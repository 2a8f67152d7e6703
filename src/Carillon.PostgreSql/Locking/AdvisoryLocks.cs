using Carillon.Locking;
using NodaTime;

namespace Carillon.PostgreSql.Locking;

/// <summary>Who in this process holds which key. A session is given a lock that it has already, so the process tells its own holders apart.</summary>
internal sealed class AdvisoryLocks
{
    private readonly Dictionary<LockKey, (string Owner, Duration Length)> _held = [];
    private Duration _longest;

    /// <summary>How long the server lets the session be silent: the longest lease, so that no lease is over before its holder thinks so.</summary>
    /// <value>0, without end, while nothing is held.</value>
    public Duration MaySleep => _held.Count == 0 ? Duration.Zero : _longest;

    public bool TryAdd(LockKey key, string owner, Duration length)
    {
        if (!_held.TryAdd(key, (owner, length)))
        {
            return false;
        }

        _longest = _held.Count == 1 ? length : Duration.Max(_longest, length);
        return true;
    }

    public bool Has(LockKey key, string owner) => _held.TryGetValue(key, out var held) && held.Owner == owner;

    public void Remove(LockKey key) => _held.Remove(key);

    /// <summary>Looks again for the longest; once for each renewal of many.</summary>
    public void Measure() => _longest = _held.Count == 0 ? Duration.Zero : _held.Values.Max(h => h.Length);
}
