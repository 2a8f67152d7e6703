using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class ChangeConnectionOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ChangeConnectionInput, ListedConnection>(
        "connections.change", OperationKind.Command, OperationScope.Tenant, "Change where a named connection leads; hosts swap their pools.", RunAsync);

    private static async ValueTask<ListedConnection> RunAsync(ChangeConnectionInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var found = await ConnectionOperations.RequireAsync(context, new(input.Name), input.IfVersion, cancellationToken).ConfigureAwait(false);
        var settings = found.Settings with
        {
            Provider = input.Provider ?? found.Settings.Provider,
            Database = input.Database ?? found.Settings.Database,
            Host = input.Host ?? found.Settings.Host,
            Port = input.Port ?? found.Settings.Port,
            User = input.User ?? found.Settings.User,
            Options = input.Options is null ? found.Settings.Options : DriverOptions.Read(input.Options),
        };
        return ListedConnection.Of(await context.Services.GetRequiredService<INamedConnections>()
            .ChangeAsync(found, settings, input.Secret, context.Actor, cancellationToken).ConfigureAwait(false));
    }
}
