using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class RotateConnectionOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<RotateConnectionInput, ListedConnection>(
        "connections.rotate", OperationKind.Command, OperationScope.Tenant, "Replace the secret of a named connection; hosts swap their pools.", RunAsync);

    private static async ValueTask<ListedConnection> RunAsync(RotateConnectionInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await ConnectionOperations.RequireAsync(context, new(input.Name), input.IfVersion, cancellationToken).ConfigureAwait(false);
        return ListedConnection.Of(await context.Services.GetRequiredService<INamedConnections>()
            .RotateAsync(found, input.Secret, context.Actor, cancellationToken).ConfigureAwait(false));
    }
}
