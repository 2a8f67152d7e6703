using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class EraseSubjectOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<EraseSubjectInput, EraseSubjectOutput>(
        "subjects.erase", OperationKind.Command, OperationScope.Tenant, "Remove everything that the packs keep about a person.", RunAsync);

    private static async ValueTask<EraseSubjectOutput> RunAsync(EraseSubjectInput input, OperationContext context, CancellationToken cancellationToken) =>
        new(await context.Services.GetRequiredService<SubjectErasure>()
            .EraseAsync(context.Tenant!.Value, input.Subject, context.Actor, cancellationToken).ConfigureAwait(false));
}
