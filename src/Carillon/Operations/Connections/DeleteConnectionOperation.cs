using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class DeleteConnectionOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ConnectionInput, ListedConnection>(
        "connections.delete", OperationKind.Command, OperationScope.Tenant, "Delete a named connection with its secret.", RunAsync);

    private static async ValueTask<ListedConnection> RunAsync(ConnectionInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await ConnectionOperations.RequireAsync(context, new(input.Name), input.IfVersion, cancellationToken).ConfigureAwait(false);
        await context.Services.GetRequiredService<INamedConnections>().DeleteAsync(found, context.Actor, cancellationToken).ConfigureAwait(false);
        return ListedConnection.Of(found);
    }
}
