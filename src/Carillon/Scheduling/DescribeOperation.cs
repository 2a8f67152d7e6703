using System.Globalization;
using Carillon.Time;

namespace Carillon.Scheduling;

internal static class DescribeOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddQuestion<DescribeInput, ScheduleDescription>(
        "describe", "A schedule in words.", i => i.Batch, (questions, input) =>
        {
            var text = ScheduleQuestions.Text(new() { Expression = input.Cron ?? throw ScheduleRequestException.MissingOption("--cron"), Dialect = input.Dialect });
            var culture = input.Language is "en" or "fr" or "vi" ? CultureInfo.GetCultureInfo(input.Language)
                : throw new ScheduleRequestException("Option '--language': give en, fr or vi.", "language");
            return new(text.Local is CronExpression cron ? cron.ToString() : text.ToString(), text.Describe(culture));
        });
}
