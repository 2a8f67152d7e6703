using System.Globalization;
using NodaTime;

namespace Carillon.Time;

/// <summary>The parts of an <c>RRULE</c>, as given.</summary>
internal sealed record RecurrenceRule
{
    public RecurrenceFrequency Frequency { get; init; }

    public int Interval { get; init; } = 1;

    public int? Count { get; init; }

    /// <summary>The last local time that may be an occurrence.</summary>
    public LocalDateTime? Until { get; init; }

    /// <summary>The last instant that may be an occurrence, where the rule gives it in UTC and the start is on other clocks.</summary>
    public Instant? UntilInstant { get; init; }

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    public IReadOnlyList<int> Months { get; init; } = [];

    public IReadOnlyList<int> MonthDays { get; init; } = [];

    public IReadOnlyList<RecurrenceDay> Days { get; init; } = [];

    public IReadOnlyList<int> Positions { get; init; } = [];

    /// <summary>The parts that say which days of a period count, filled up from the start where the rule names none.</summary>
    public RecurrenceRule FilledFrom(LocalDate start) => (Frequency, Days, MonthDays) switch
    {
        (RecurrenceFrequency.Weekly, [], _) => this with { Days = [new(0, start.DayOfWeek)] },
        (RecurrenceFrequency.Monthly, [], []) => this with { MonthDays = [start.Day] },
        (RecurrenceFrequency.Yearly, [], []) => this with { Months = Months is [] ? [start.Month] : Months, MonthDays = [start.Day] },
        (RecurrenceFrequency.Yearly, _, not []) when Months is [] => this with { Months = [start.Month] },
        _ => this,
    };

    public string ToString(Func<LocalDateTime, string> until) => string.Join(';', new[]
    {
        $"FREQ={Frequency.ToString().ToUpperInvariant()}",
        Interval == 1 ? "" : $"INTERVAL={Text(Interval)}",
        Count is { } count ? $"COUNT={Text(count)}" : "",
        Until is { } last ? $"UNTIL={until(last)}" : UntilInstant is { } instant ? $"UNTIL={RecurrenceStart.Format(instant)}" : "",
        WeekStart == IsoDayOfWeek.Monday ? "" : $"WKST={RecurrenceDay.Name(WeekStart)}",
        List("BYMONTH", Months),
        List("BYMONTHDAY", MonthDays),
        Days.Count == 0 ? "" : $"BYDAY={string.Join(',', Days)}",
        List("BYSETPOS", Positions),
    }.Where(part => part.Length > 0));

    private static string List(string name, IReadOnlyList<int> values) => values.Count == 0 ? "" : $"{name}={string.Join(',', values.Select(Text))}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
