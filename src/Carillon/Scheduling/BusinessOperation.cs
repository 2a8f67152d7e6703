using NodaTime.Text;

namespace Carillon.Scheduling;

internal static class BusinessOperation
{
    public static void AddTo(CarillonBuilder builder) =>
        builder.AddQuestion<BusinessInput, ScheduleOpenTime>("business", "Open minutes of a range, or the deadline after some.", i => i.Batch, Measure);

    private static ScheduleOpenTime Measure(ScheduleQuestions questions, BusinessInput input)
    {
        var request = new ScheduleRequest
        {
            Zone = input.Zone ?? throw ScheduleRequestException.MissingOption("--zone"),
            From = InstantPattern.ExtendedIso.Format(input.From ?? throw ScheduleRequestException.MissingOption("--from")),
            To = input.To is { } to ? InstantPattern.ExtendedIso.Format(to) : null,
            Minutes = input.Minutes,
            Windows = [.. input.Window.Select(Window)],
        };
        return (input.To, input.Minutes) switch
        {
            (null, { } minutes) => new(minutes, questions.Deadline(request)),
            (not null, null) => new(questions.OpenDuration(request).TotalMinutes, null),
            _ => throw new ScheduleRequestException("Give either --to or --minutes.", "to"),
        };
    }

    private static OpenWindowText Window(string text)
    {
        var parts = text.Split(' ', '-');
        return parts.Length == 3 ? new(parts[0], parts[1], parts[2])
            : throw new ScheduleRequestException($"Option '--window': '{Printable.Clip(text)}' is no window such as '1 09:00-17:00'.", "window");
    }
}
