using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class ReencryptConnectionsOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ReencryptConnectionsInput, ReencryptionReport>(
        "connections.reencrypt", OperationKind.Command, OperationScope.Installation, "Move all secrets to the active key; can be ended and begun again.", RunAsync);

    private static async ValueTask<ReencryptionReport> RunAsync(ReencryptConnectionsInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var report = await context.Services.GetRequiredService<ISecretReencryption>()
            .RunAsync(context.Actor, new Lines(context.Progress), cancellationToken).ConfigureAwait(false);
        context.Exit(report.LeftAlone.Count == 0 ? OperationExitCode.Success : report.Moved == 0 ? OperationExitCode.Failed : OperationExitCode.Partial);
        return report;
    }

    private sealed class Lines(IProgress<OperationProgress> progress) : IProgress<ReencryptionStep>
    {
        public void Report(ReencryptionStep value)
        {
            if (value.Problem is { } problem)
            {
                progress.Report(new($"  ✗ Tenant {value.Tenant}, connection {value.Connection}: {problem}", IsProblem: true));
            }
        }
    }
}
