using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>Sees to it that each active tenant has its rows: at start and once per probe interval.</summary>
internal sealed class RunnerSeeds(
    ITenantCatalog catalog, INextDueStore store, OccurrenceFeed occurrences, DueWorkCatalog work, IOptions<RunnerOptions> options, Cadence cadence)
{
    private const int Page = 500;
    private static readonly object Key = typeof(RunnerSeeds);

    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (!cadence.IsTime(Key, options.Value.ProbeInterval))
        {
            return;
        }

        var page = new List<TenantId>();
        await foreach (var tenant in catalog.ListAsync(TenantQuery.Active, cancellationToken).ConfigureAwait(false))
        {
            page.Add(tenant.Id);
            if (page.Count == Page)
            {
                await EnsureAsync(page, cancellationToken).ConfigureAwait(false);
                page.Clear();
            }
        }

        await EnsureAsync(page, cancellationToken).ConfigureAwait(false);
        cadence.Done(Key);
    }

    private async ValueTask EnsureAsync(List<TenantId> page, CancellationToken cancellationToken)
    {
        if (page.Count > 0)
        {
            await occurrences.EnsureAsync(page, cancellationToken).ConfigureAwait(false);
            if (work.Names.Count > 0)
            {
                await store.EnsureAsync(page, work.Names, options.Value.ProbeInterval, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
