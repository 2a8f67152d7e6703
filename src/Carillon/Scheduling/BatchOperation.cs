using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Scheduling;

internal static class BatchOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ScheduleBatchInput, object?>(
        "schedule", OperationKind.Query, OperationScope.Installation, "Questions about schedules: one by its verb, many by --batch.", async (input, context, ct) =>
        {
            await AnswerAsync(context.Services.GetRequiredService<ScheduleQuestions>(), input.Batch, null, context, ct).ConfigureAwait(false);
            return null;
        });

    public static async Task AnswerAsync(ScheduleQuestions questions, string file, string? op, OperationContext context, CancellationToken cancellationToken)
    {
        var batch = new ScheduleBatch(questions, op);
        bool isGood;
        if (file == "-")
        {
            isGood = await batch.AnswerAsync(context.Input, context.Lines, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            using var reader = new StreamReader(file);
            isGood = await batch.AnswerAsync(reader, context.Lines, cancellationToken).ConfigureAwait(false);
        }

        if (!isGood)
        {
            context.Exit(OperationExitCode.BadInput);
        }
    }
}
