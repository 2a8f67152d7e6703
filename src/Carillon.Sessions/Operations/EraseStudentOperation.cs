using System.ComponentModel;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Operations;

internal static class EraseStudentOperation
{
    public static CarillonBuilder AddEraseStudentOperation(this CarillonBuilder builder) => builder.AddOperation<EraseStudentInput, ErasedStudent>(
        "sessions.erase-student", OperationKind.Command, OperationScope.Tenant, "Remove everything that is kept about a student.", RunAsync);

    private static async ValueTask<ErasedStudent> RunAsync(EraseStudentInput input, OperationContext context, CancellationToken ct)
    {
        // Who was erased is not noted: the log is for good.
        var note = new AuditNote(context.Actor, AuditActions.ErasureRequested) { Tenant = context.Tenant, Subject = "sessions" };
        await context.Services.GetRequiredService<IAuditLog>().AppendAsync(note, ct).ConfigureAwait(false);
        var study = context.Services.GetRequiredService<StudySessions>();
        return new(await study.EraseStudentAsync(context.Tenant!.Value, input.Student, ct).ConfigureAwait(false));
    }
}
