using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class TestTenantOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<TenantInput, ConnectionTestResult>(
        "tenants.test", OperationKind.Command, OperationScope.Installation, "Open a tenant's own database anew, check its stamp and schema, and say what came of it.", RunAsync);

    private static async ValueTask<ConnectionTestResult> RunAsync(TenantInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var result = await context.Services.GetRequiredService<ITenantDatabaseTest>().RunAsync(input.Id, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Exit(result.Outcome == ConnectionTestOutcome.Ok ? OperationExitCode.Success : OperationExitCode.Failed);
        return result;
    }
}
