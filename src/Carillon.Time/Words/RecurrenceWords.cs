using NodaTime;

namespace Carillon.Time;

/// <summary>A recurrence as a sentence.</summary>
internal sealed class RecurrenceWords(Language words)
{
    private readonly ScheduleSentence _sentence = new(words);

    public string Of(RecurrenceSchedule schedule)
    {
        var (rule, start) = (schedule.Rule, schedule.Start);
        var filled = rule.FilledFrom(start.Date);
        var unit = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => TimeUnit.Day,
            RecurrenceFrequency.Weekly => TimeUnit.Week,
            RecurrenceFrequency.Monthly => TimeUnit.Month,
            _ => TimeUnit.Year,
        };
        string?[] parts =
        [
            words.Every(rule.Interval, unit),
            OfMonth(filled),
            OfWeek(filled),
            filled.Months.Count == 0 || SaysMonth(filled) ? null : _sentence.Months([.. filled.Months]),
            words.At([words.Clock(start.Hour, start.Minute, start.Second)]),
            words.From(words.Date(start.Year, start.Month, start.Day)),
            rule.Until is { } until ? words.Until(Date(until)) : rule.UntilInstant is { } instant ? words.Until(Utc(instant)) : null,
        ];
        string[] added =
        [
            .. rule.Positions.Count == 0 ? [] : new[] { words.Positions(rule.Positions) },
            .. rule.Count is { } count ? [words.TimesInAll(count)] : Array.Empty<string>(),
        ];
        return string.Join(", ", [string.Join(' ', parts.Where(part => part is not null)), .. added])
            + Except([.. schedule.Excluded.Select(Date), .. schedule.ExcludedInstants.Select(Utc)]);
    }

    private string Except(IReadOnlyList<string> excluded) => excluded.Count == 0 ? "" : words.Except(words.And(excluded));

    private string Date(LocalDateTime at) => words.Date(at.Year, at.Month, at.Day);

    private string Utc(Instant instant)
    {
        var at = instant.InUtc().LocalDateTime;
        return $"{Date(at)} {words.Clock(at.Hour, at.Minute, at.Second)} UTC";
    }

    private static bool SaysMonth(RecurrenceRule rule) => rule.Months.Count == 1 && rule.MonthDays.Count > 0;

    private string? OfMonth(RecurrenceRule rule) => rule.MonthDays.Count == 0 ? null : _sentence.Days(
        [
            .. rule.MonthDays.Where(day => day > 0).Select(day => new DayWord(DayWordKind.Number, day)),
            .. rule.MonthDays.Where(day => day < 0).Select(day => new DayWord(DayWordKind.FromLast, -day - 1)),
        ],
        SaysMonth(rule) ? rule.Months[0] : 0);

    private string? OfWeek(RecurrenceRule rule)
    {
        var plain = rule.Days.Where(day => day.Number == 0).Select(day => (int)day.Day).Order().ToList();
        var numbered = rule.Days.Where(day => day.Number != 0)
            .Select(day => new DayWord(day.Number > 0 ? DayWordKind.Nth : DayWordKind.NthFromLast, Math.Abs(day.Number), (int)day.Day)).ToList();
        string[] parts =
        [
            .. plain.Count == 0 ? [] : new[] { _sentence.Weekdays(plain) },
            .. numbered.Count == 0 ? [] : new[] { Numbered(rule, numbered) },
        ];
        return parts.Length == 0 ? null : words.And(parts);
    }

    private string Numbered(RecurrenceRule rule, List<DayWord> days) =>
        rule is { Frequency: RecurrenceFrequency.Yearly, Months.Count: 0 } ? words.OfYear(days) : _sentence.Days(days, 0);
}
