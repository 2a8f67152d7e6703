using System.ComponentModel;
using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Sessions.Operations;

/// <summary>What <c>sessions.erase-student</c> takes.</summary>
/// <param name="Student">The student.</param>
public sealed record EraseStudentInput([OperationArgument(0)] [Description("the student")] string Student);

/// <summary>What <c>sessions.erase-student</c> removed.</summary>
/// <param name="Student">The student.</param>
/// <param name="Sessions">How many sessions.</param>
public sealed record ErasedStudent(string Student, int Sessions);

internal static class EraseStudentOperation
{
    public static CarillonBuilder AddEraseStudentOperation(this CarillonBuilder builder) => builder.AddOperation<EraseStudentInput, ErasedStudent>(
        "sessions.erase-student", OperationKind.Command, OperationScope.Tenant, "Removes everything that is kept about a student.", RunAsync);

    private static async ValueTask<ErasedStudent> RunAsync(EraseStudentInput input, OperationContext context, CancellationToken ct)
    {
        var study = context.Services.GetRequiredService<StudySessions>();
        return new(input.Student, await study.EraseStudentAsync(context.Tenant!.Value, input.Student, ct).ConfigureAwait(false));
    }
}
