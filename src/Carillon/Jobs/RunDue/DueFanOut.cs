using Carillon.Operations;
using Carillon.Tenancy;

namespace Carillon.Jobs;

internal sealed class DueFanOut(ITenantCatalog catalog, ITenantFanOut fanOut, OccurrenceFeed occurrences, TenantVisit visit) : IRunDue
{
    private const int SeedPage = 500;

    public async ValueTask<RunDueReport> RunAsync(RunDueRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = TenantQuery.Active with { Only = request.Tenant is { } only ? [only] : null };
        await SeedAsync(query, cancellationToken).ConfigureAwait(false);
        var visits = await fanOut.RunAsync(
            query,
            (scope, ct) => visit.RunAsync(scope.Tenant.Id, ct),
            new() { Parallelism = request.Parallelism, TimeoutPerTenant = request.TimeoutPerTenant },
            cancellationToken).ConfigureAwait(false);
        var tenants = visits.Results.Select(ToReport).ToList();
        foreach (var tenant in tenants)
        {
            foreach (var problem in tenant.Problems)
            {
                request.Progress?.Report(new($"{tenant.Tenant}: {problem}", IsProblem: true));
            }
        }

        return new(tenants, cancellationToken.IsCancellationRequested);
    }

    private static TenantDueReport ToReport(TenantResult<TenantDueReport> visit) =>
        visit.Value ?? new(visit.Tenant, [], [], [new("all", $"{visit.Outcome}: {Printable.Clip(visit.Error?.Message)}")]);

    private async ValueTask SeedAsync(TenantQuery query, CancellationToken cancellationToken)
    {
        var page = new List<TenantId>();
        await foreach (var tenant in catalog.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            page.Add(tenant.Id);
            if (page.Count == SeedPage)
            {
                await occurrences.EnsureAsync(page, cancellationToken).ConfigureAwait(false);
                page.Clear();
            }
        }

        await occurrences.EnsureAsync(page, cancellationToken).ConfigureAwait(false);
    }
}
