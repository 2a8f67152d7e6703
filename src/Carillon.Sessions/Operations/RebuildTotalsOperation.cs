using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Operations;

internal static class RebuildTotalsOperation
{
    public static CarillonBuilder AddRebuildTotalsOperation(this CarillonBuilder builder) => builder.AddOperation<RebuildTotalsInput, RebuiltTotals>(
        "sessions.rebuild-totals", OperationKind.Command, OperationScope.Tenant, "Computes the totals anew from the stored study time.", RunAsync);

    private static async ValueTask<RebuiltTotals> RunAsync(RebuildTotalsInput input, OperationContext context, CancellationToken ct)
    {
        var (students, changed) = (0, 0);
        var walk = context.Services.GetRequiredService<StudentWalk>();
        var study = context.Services.GetRequiredService<StudySessions>();
        await foreach (var student in walk.AllAsync(context.Tenant!.Value, input.Student, ct).ConfigureAwait(false))
        {
            changed += await study.RebuildTotalsAsync(context.Tenant.Value, student, ct).ConfigureAwait(false);
            students++;
        }

        return new(students, changed);
    }
}
