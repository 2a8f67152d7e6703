using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class DefaultConnectionOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ConnectionInput, ListedConnection>(
        "connections.default", OperationKind.Command, OperationScope.Tenant, "Make a named connection its tenant's default one.", RunAsync);

    private static async ValueTask<ListedConnection> RunAsync(ConnectionInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await ConnectionOperations.RequireAsync(context, new(input.Name), input.IfVersion, cancellationToken).ConfigureAwait(false);
        return ListedConnection.Of(await context.Services.GetRequiredService<INamedConnections>()
            .MakeDefaultAsync(found, context.Actor, cancellationToken).ConfigureAwait(false));
    }
}
