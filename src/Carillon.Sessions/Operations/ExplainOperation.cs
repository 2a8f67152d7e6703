using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

internal static class ExplainOperation
{
    public static CarillonBuilder AddExplainOperation(this CarillonBuilder builder) => builder.AddOperation<ExplainInput, CreditExplanation>(
        "sessions.explain", OperationKind.Query, OperationScope.Tenant, "Show the evidence that makes an instant count as study, or why it does not.", RunAsync);

    private static async ValueTask<CreditExplanation> RunAsync(ExplainInput input, OperationContext context, CancellationToken ct)
    {
        var study = context.Services.GetRequiredService<StudySessions>();
        var proof = await study.ExplainAsync(context.Tenant!.Value, input.Student, input.Session, input.At, ct).ConfigureAwait(false)
            ?? throw new ArgumentException($"Session '{Printable.Clip(input.Session)}' was never started, or is final and its evidence is no longer kept.");
        return new(proof.At, proof.Counts, proof.Reason, [.. new[] { proof.Before, proof.After }.OfType<Evidence>()]);
    }
}
