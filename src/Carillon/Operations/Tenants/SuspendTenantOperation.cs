using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class SuspendTenantOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<SuspendTenantInput, ListedTenant>(
        "tenants.suspend", OperationKind.Command, OperationScope.Installation, "Take a tenant out of service; its data is kept.", RunAsync);

    private static async ValueTask<ListedTenant> RunAsync(SuspendTenantInput input, OperationContext context, CancellationToken cancellationToken) =>
        ListedTenant.Of(await context.Services.GetRequiredService<ITenantLifecycle>()
            .SuspendAsync(input.Id, input.Reason, context.Actor, cancellationToken).ConfigureAwait(false));
}
