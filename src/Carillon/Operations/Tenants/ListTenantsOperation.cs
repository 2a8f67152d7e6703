using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class ListTenantsOperation
{
    private const int MaximumLimit = 1000;

    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ListTenantsInput, ListTenantsOutput>(
        "tenants.list", OperationKind.Query, OperationScope.Installation, "List the tenants.", RunAsync);

    private static async ValueTask<ListTenantsOutput> RunAsync(ListTenantsInput input, OperationContext context, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Limit, MaximumLimit);
        var query = new TenantQuery { After = input.After, Statuses = input.Status is { } status ? [status] : Enum.GetValues<TenantStatus>() };
        var page = new List<ListedTenant>();
        await foreach (var tenant in context.Services.GetRequiredService<ITenantCatalog>().ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (page.Count == input.Limit)
            {
                return new(page, page[^1].Id);
            }

            page.Add(ListedTenant.Of(tenant));
        }

        return new(page, null);
    }
}
