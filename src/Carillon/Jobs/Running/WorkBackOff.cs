using System.Collections.Concurrent;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Keeps work that just failed, or that another host holds, from being tried again at once.</summary>
internal sealed class WorkBackOff
{
    private static readonly Duration Longest = Duration.FromMinutes(1);
    private readonly ConcurrentDictionary<(TenantId Tenant, JobName Work), (Instant Until, Duration Step)> _waits = new();

    /// <summary>When the work may be tried again; null for at once.</summary>
    public Instant? Until((TenantId Tenant, JobName Work) key, Instant now) =>
        _waits.TryGetValue(key, out var wait) && wait.Until > now ? wait.Until : null;

    /// <summary>Waits twice as long as the last time.</summary>
    public void Delay((TenantId Tenant, JobName Work) key, Instant now, Duration first) =>
        _waits.AddOrUpdate(
            key,
            _ => (now + first, first),
            (_, old) =>
            {
                var step = Duration.Min(Longest, old.Step * 2);
                return (now + step, step);
            });

    public void Clear((TenantId Tenant, JobName Work) key) => _waits.TryRemove(key, out _);
}
