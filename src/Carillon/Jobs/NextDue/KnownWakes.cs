using System.Collections.Concurrent;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>What this host knows of wake-ups, and how the store's clock stands to the host's.</summary>
/// <remarks>A known wake-up stays good until its own instant: before it, nobody may raise it.</remarks>
internal sealed class KnownWakes(IClock clock)
{
    private readonly ConcurrentDictionary<(TenantId Tenant, JobName Work), Instant> _wakes = new();
    private long _offsetTicks;

    /// <summary>The store's clock, as far as this host can tell.</summary>
    public Instant Now => clock.GetCurrentInstant() + Duration.FromTicks(Interlocked.Read(ref _offsetTicks));

    public Instant? Find(TenantId tenant, JobName work) => _wakes.TryGetValue((tenant, work), out var wake) ? wake : null;

    public void Learn(DueRows rows)
    {
        Interlocked.Exchange(ref _offsetTicks, (rows.Now - clock.GetCurrentInstant()).BclCompatibleTicks);
        foreach (var row in rows.Rows)
        {
            if (row.WakeAt is { } wake)
            {
                _wakes[(row.Tenant, row.Work)] = wake;
            }
            else
            {
                _wakes.TryRemove((row.Tenant, row.Work), out _);
            }
        }
    }
}
