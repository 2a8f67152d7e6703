using Carillon.Locking;
using Carillon.PostgreSql.Locking;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>Counts for how long a session has been silent, as the server does, while time passes for the server alone.</summary>
internal sealed class SleepingStore(AdvisoryLeaseStore inner, Func<Task> end) : ILeaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LockKey, Duration> _held = [];
    private Duration _silent;

    public LeaseCapabilities Capabilities => inner.Capabilities;

    public CancellationToken Session => inner.Session;

    public async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
    {
        var fence = await inner.TryTakeAsync(key, owner, length, cancellationToken);
        lock (_gate)
        {
            _silent = Duration.Zero;
            if (fence is not null)
            {
                _held[key] = length;
            }
        }

        return fence;
    }

    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        var renewed = await inner.RenewAsync(claims, cancellationToken);
        lock (_gate)
        {
            _silent = Duration.Zero;
        }

        return renewed;
    }

    public async ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken)
    {
        await inner.ReleaseAsync(key, owner, cancellationToken);
        lock (_gate)
        {
            _held.Remove(key);
        }
    }

    public async Task SleepAsync(Duration time)
    {
        lock (_gate)
        {
            _silent += time;
            if (_held.Count == 0 || _silent < _held.Values.Max())
            {
                return;
            }

            _held.Clear();
        }

        await end();
    }
}
