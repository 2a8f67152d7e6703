using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon.Scheduling;

internal static class SchedulingServices
{
    /// <summary>Adds the operations on schedules once, however often it is called.</summary>
    public static void AddScheduling(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(ScheduleQuestions)))
        {
            return;
        }

        services.TryAddSingleton<ScheduleQuestions>();
        var builder = new CarillonBuilder(services);
        BatchOperation.AddTo(builder);
        OccurrenceOperations.AddTo(builder);
        DescribeOperation.AddTo(builder);
        DiffOperation.AddTo(builder);
        SplitOperation.AddTo(builder);
        BusinessOperation.AddTo(builder);
    }

    /// <summary>Adds a query that answers a batch when a file is named, and the input otherwise.</summary>
    public static void AddQuestion<TInput, TOutput>(
        this CarillonBuilder builder, string op, string summary, Func<TInput, string?> batch, Func<ScheduleQuestions, TInput, TOutput> answer)
        where TInput : class
        where TOutput : class =>
        builder.AddOperation<TInput, TOutput?>($"schedule.{op}", OperationKind.Query, OperationScope.Installation, summary, async (input, context, ct) =>
        {
            var questions = context.Services.GetRequiredService<ScheduleQuestions>();
            if (batch(input) is not { } file)
            {
                return answer(questions, input);
            }

            await BatchOperation.AnswerAsync(questions, file, op, context, ct).ConfigureAwait(false);
            return null;
        });
}
