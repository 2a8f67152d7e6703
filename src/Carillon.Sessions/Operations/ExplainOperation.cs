using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Operations;

/// <summary>What <c>sessions.explain</c> takes.</summary>
/// <param name="Student">The student.</param>
/// <param name="Session">The client's id of the session.</param>
/// <param name="At">The instant to explain.</param>
public sealed record ExplainInput(
    [OperationArgument(0)] [Description("the student")] string Student,
    [OperationArgument(1)] [Description("the client's id of the session")] string Session,
    [Description("the instant to explain")] Instant At);

/// <summary>Why an instant counts as study or not.</summary>
/// <param name="At">The instant.</param>
/// <param name="Counts">Whether it counts.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">The evidence around it: the latest at or before it, the earliest after it.</param>
public sealed record CreditExplanation(Instant At, bool Counts, CreditReason Reason, IReadOnlyList<Evidence> Evidence);

internal static class ExplainOperation
{
    public static CarillonBuilder AddExplainOperation(this CarillonBuilder builder) => builder.AddOperation<ExplainInput, CreditExplanation>(
        "sessions.explain", OperationKind.Query, OperationScope.Tenant, "Shows the evidence that makes an instant count as study, or why it does not.", RunAsync);

    private static async ValueTask<CreditExplanation> RunAsync(ExplainInput input, OperationContext context, CancellationToken ct)
    {
        var study = context.Services.GetRequiredService<StudySessions>();
        var proof = await study.ExplainAsync(context.Tenant!.Value, input.Student, input.Session, input.At, ct).ConfigureAwait(false)
            ?? throw new ArgumentException($"Session '{Printable.Clip(input.Session)}' was never started, or is final and its evidence is no longer kept.");
        return new(proof.At, proof.Counts, proof.Reason, [.. new[] { proof.Before, proof.After }.OfType<Evidence>()]);
    }
}
