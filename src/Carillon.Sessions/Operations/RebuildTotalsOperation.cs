using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Operations;

internal static class RebuildTotalsOperation
{
    public static CarillonBuilder AddRebuildTotalsOperation(this CarillonBuilder builder) => builder.AddOperation<RebuildTotalsInput, RebuiltTotals>(
        "sessions.rebuild-totals", OperationKind.Command, OperationScope.Tenant, "Compute the totals anew from the stored study time.", RunAsync);

    private static async ValueTask<RebuiltTotals> RunAsync(RebuildTotalsInput input, OperationContext context, CancellationToken ct)
    {
        var (students, changed) = (0, 0);
        var study = context.Services.GetRequiredService<StudySessions>();
        await context.Services.GetRequiredService<StudentWalk>().VisitAsync(context, input.Student, VisitAsync, ct).ConfigureAwait(false);
        return new(students, changed);

        async ValueTask<bool> VisitAsync(string student)
        {
            var rebuilt = await study.RebuildAsync(context.Tenant!.Value, student, ct).ConfigureAwait(false);
            (students, changed) = (students + 1, changed + rebuilt.Changed);
            return rebuilt.IsComplete;
        }
    }
}
