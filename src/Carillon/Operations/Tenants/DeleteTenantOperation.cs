using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class DeleteTenantOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<DeleteTenantInput, ListedTenant>(
        "tenants.delete", OperationKind.Command, OperationScope.Installation, "Remove a tenant for good; its id stays taken. Can be repeated.", RunAsync);

    private static async ValueTask<ListedTenant> RunAsync(DeleteTenantInput input, OperationContext context, CancellationToken cancellationToken)
    {
        Require(input.Id, input.Confirm ?? await AskAsync(input, context, cancellationToken).ConfigureAwait(false));
        return ListedTenant.Of(await context.Services.GetRequiredService<ITenantLifecycle>()
            .DeleteAsync(input.Id, input.Drop ? TenantData.Drop : TenantData.Keep, context.Actor, cancellationToken).ConfigureAwait(false));
    }

    private static void Require(TenantId id, string? confirm)
    {
        if (confirm != id.Value)
        {
            throw new ArgumentException($"'{Printable.Clip(confirm)}' is not the id '{id}'; nothing was deleted.", nameof(confirm));
        }
    }

    private static async ValueTask<string?> AskAsync(DeleteTenantInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var loss = input.Drop ? "and drop its database" : "and keep its database";
        context.Progress.Report(new($"To delete tenant '{input.Id}' for good {loss}, type its id again:"));
        return (await context.Input.ReadLineAsync(cancellationToken).ConfigureAwait(false))?.Trim();
    }
}
