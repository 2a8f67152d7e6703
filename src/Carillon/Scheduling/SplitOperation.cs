using NodaTime.Text;

namespace Carillon.Scheduling;

internal static class SplitOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddQuestion<SplitInput, ScheduleDays>(
        "split", "A range of time by the dates of a zone.", i => i.Batch, (questions, input) =>
        {
            var request = new ScheduleRequest
            {
                Zone = input.Zone ?? throw ScheduleRequestException.MissingOption("--zone"),
                From = InstantPattern.ExtendedIso.Format(input.From ?? throw ScheduleRequestException.MissingOption("--from")),
                To = InstantPattern.ExtendedIso.Format(input.To ?? throw ScheduleRequestException.MissingOption("--to")),
            };
            return new([.. questions.Split(request).Select(s => new ScheduleDay(s.Date, s.Interval.Start, s.Interval.End, s.Duration.TotalSeconds))]);
        });
}
