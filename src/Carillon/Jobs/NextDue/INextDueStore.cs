using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Keeps one <see cref="DueRow"/> per tenant and kind of work in the control database. The rules are <see cref="WakeRules"/>.</summary>
public interface INextDueStore
{
    /// <summary>Applies the hints; returns the rows as they are then. Creates those that are missing.</summary>
    ValueTask<DueRows> HintAsync(IReadOnlyCollection<DueHint> hints, CancellationToken cancellationToken);

    /// <summary>Rows of this host's kinds of work whose wake-up comes at or before <paramref name="until"/> past the store's clock, earliest first.</summary>
    /// <param name="work">The kinds of work to list.</param>
    /// <param name="until">How far ahead to look.</param>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="limit">At most this many rows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<DueRows> ListAsync(IReadOnlyCollection<JobName> work, Duration until, DueRow? after, int limit, CancellationToken cancellationToken);

    /// <summary>Moves the wake-up of a row that is unchanged since it was read.</summary>
    /// <returns>False when it has changed: what the scan saw proves nothing then.</returns>
    ValueTask<bool> TryRaiseAsync(DueRow row, Instant? wakeAt, CancellationToken cancellationToken);

    /// <summary>Makes wake-ups earlier. Creates rows that are missing.</summary>
    ValueTask LowerAsync(TenantId tenant, IReadOnlyCollection<JobName> work, Instant wakeAt, CancellationToken cancellationToken);

    /// <summary>Takes rows whose probe is due; no other host gets them before the interval has passed.</summary>
    ValueTask<DueRows> ClaimProbesAsync(IReadOnlyCollection<JobName> work, Duration interval, int limit, CancellationToken cancellationToken);

    /// <summary>Creates missing rows of the tenants, to be looked at now; their probes are spread over the interval.</summary>
    ValueTask EnsureAsync(IReadOnlyCollection<TenantId> tenants, IReadOnlyCollection<JobName> work, Duration interval, CancellationToken cancellationToken);

    /// <summary>Lowers every wake-up of the tenant to now, whatever its kind: the tenant is back in service.</summary>
    ValueTask WakeAsync(TenantId tenant, CancellationToken cancellationToken);
}
