using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class ListConnectionsOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ListConnectionsInput, ListConnectionsOutput>(
        "connections.list", OperationKind.Query, OperationScope.Tenant, "List the named connections of a tenant.", RunAsync);

    private static async ValueTask<ListConnectionsOutput> RunAsync(ListConnectionsInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var tenant = context.Tenant!.Value;
        var query = new ConnectionQuery { Tenant = tenant, Limit = input.Limit, After = input.After is { } after ? (tenant, new(after)) : null };
        var page = await context.Services.GetRequiredService<INamedConnections>().ListAsync(query, cancellationToken).ConfigureAwait(false);
        return new([.. page.Select(ListedConnection.Of)], page.Count == input.Limit ? page[^1].Name : null);
    }
}
