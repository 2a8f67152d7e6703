using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class ResumeTenantOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<TenantInput, ListedTenant>(
        "tenants.resume", OperationKind.Command, OperationScope.Installation, "Put a suspended tenant back into service.", RunAsync);

    private static async ValueTask<ListedTenant> RunAsync(TenantInput input, OperationContext context, CancellationToken cancellationToken) =>
        ListedTenant.Of(await context.Services.GetRequiredService<ITenantLifecycle>()
            .ResumeAsync(input.Id, context.Actor, cancellationToken).ConfigureAwait(false));
}
