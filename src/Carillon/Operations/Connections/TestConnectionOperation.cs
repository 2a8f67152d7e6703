using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class TestConnectionOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<TestConnectionInput, ConnectionTestResult>(
        "connections.test", OperationKind.Command, OperationScope.Tenant, "Open a named connection anew and say what came of it.", RunAsync);

    private static async ValueTask<ConnectionTestResult> RunAsync(TestConnectionInput input, OperationContext context, CancellationToken cancellationToken)
    {
        ConnectionName? name = input.Name is null ? null : new ConnectionName(input.Name);
        var result = await context.Services.GetRequiredService<ITenantConnections>()
            .TestAsync(context.Tenant!.Value, name, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Exit(result.Outcome == ConnectionTestOutcome.Ok ? OperationExitCode.Success : OperationExitCode.Failed);
        return result;
    }
}
