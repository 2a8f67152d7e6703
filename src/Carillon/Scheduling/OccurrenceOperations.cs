using Carillon.Operations;
using Carillon.Time;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Scheduling;

internal static class OccurrenceOperations
{
    public static void AddTo(CarillonBuilder builder)
    {
        Add(builder, "next", "The next occurrences of a schedule.", (questions, request) => questions.Next(request));
        Add(builder, "previous", "The last occurrences of a schedule, latest first.", (questions, request) => questions.Previous(request));
        Add(builder, "range", "The occurrences of a schedule between two instants.", (questions, request) => questions.Range(request));
        builder.AddQuestion<ScheduleInput, ScheduleExplanation>("explain", "Why a schedule runs at an instant.", i => i.Batch, Explain);
    }

    private static void Add(CarillonBuilder builder, string op, string summary, Func<ScheduleQuestions, ScheduleRequest, IEnumerable<Occurrence>> ask) =>
        builder.AddQuestion<ScheduleInput, ScheduleOccurrences>(op, summary, i => i.Batch, (questions, input) =>
        {
            var request = input.ToRequest(questions.Clock);
            var schedule = questions.Zoned(request);
            return new([.. ask(questions, request).Select(o => ScheduleOccurrence.Of(o, schedule))]);
        });

    private static ScheduleExplanation Explain(ScheduleQuestions questions, ScheduleInput input)
    {
        var request = input.ToRequest(questions.Clock) with { Inclusive = true };
        var schedule = questions.Zoned(request);
        var coming = questions.Next(request).ToList();
        var at = ScheduleQuestions.Moment(request.From, "from");
        var isThere = coming is [var first, ..] && first.Instant == at;
        var explanation = isThere ? (schedule as ZonedSchedule)?.Explain(at)?.ToString() ?? "A tick of elapsed time." : $"There is no occurrence at {at}.";
        return new(explanation, [.. coming.Select(o => ScheduleOccurrence.Of(o, schedule))]);
    }
}
