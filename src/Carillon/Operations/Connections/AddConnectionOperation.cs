using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class AddConnectionOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<AddConnectionInput, ListedConnection>(
        "connections.add", OperationKind.Command, OperationScope.Tenant, "Add a named connection of a tenant; nothing is opened.", RunAsync);

    private static async ValueTask<ListedConnection> RunAsync(AddConnectionInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var settings = new ConnectionSettings(input.Provider, input.Database)
        {
            Host = input.Host,
            Port = input.Port,
            User = input.User,
            Options = DriverOptions.Read(input.Options),
        };
        var connection = new NewConnection(new(input.Name), settings) { Secret = input.Secret, IsDefault = input.Default };
        return ListedConnection.Of(await context.Services.GetRequiredService<INamedConnections>()
            .AddAsync(context.Tenant!.Value, connection, context.Actor, cancellationToken).ConfigureAwait(false));
    }
}
