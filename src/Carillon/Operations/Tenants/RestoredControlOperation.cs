using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Operations;

internal static class RestoredControlOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<RestoredControlInput, RestoredControlOutput>(
        "control.restored",
        OperationKind.Command,
        OperationScope.Installation,
        "Say that the control database was restored from a backup: fences rise above those given out, all tenants are looked into.",
        RunAsync);

    private static async ValueTask<RestoredControlOutput> RunAsync(RestoredControlInput input, OperationContext context, CancellationToken cancellationToken) =>
        new(await context.Services.GetRequiredService<IControlRestoration>().RaiseEpochAsync(context.Actor, cancellationToken).ConfigureAwait(false));
}
