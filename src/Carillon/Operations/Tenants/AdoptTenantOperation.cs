using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class AdoptTenantOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<AdoptTenantInput, AdoptTenantOutput>(
        "tenants.adopt", OperationKind.Command, OperationScope.Installation, "Make a restored or cloned database a tenant's own; unsent messages are held.", RunAsync);

    private static async ValueTask<AdoptTenantOutput> RunAsync(AdoptTenantInput input, OperationContext context, CancellationToken cancellationToken)
    {
        DatabaseStamp? from = input.From is { } text ? DatabaseStamp.Parse(text) : null;
        var adopted = await context.Services.GetRequiredService<ITenantAdoption>().RunAsync(input.Id, from, context.Actor, cancellationToken).ConfigureAwait(false);
        var tenant = adopted.Tenant;
        return new(tenant.Id, tenant.Status, tenant.Incarnation, adopted.Found.ToString(), adopted.HeldMessages, adopted.Differences);
    }
}
