using System.Globalization;
using NodaTime;

namespace Carillon.Time;

/// <summary>Schedules as sentences in English, French and Vietnamese.</summary>
public static class ScheduleWords
{
    /// <summary>What the schedule says, as a sentence without a full stop: "At 09:30 on Monday and Wednesday".</summary>
    /// <param name="schedule">A schedule of this library; another kind is shown as its own text.</param>
    /// <param name="culture">The language: French or Vietnamese, otherwise English.</param>
    public static string Describe(this LocalSchedule schedule, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(culture);
        return ScheduleSentence.Capitalised(Of(schedule, Language.Of(culture)));
    }

    /// <summary>What the schedule says, as a sentence without a full stop.</summary>
    /// <param name="schedule">The text of a schedule.</param>
    /// <param name="culture">The language: French or Vietnamese, otherwise English.</param>
    public static string Describe(this ScheduleText schedule, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(culture);
        return schedule.Local is { } local ? local.Describe(culture) : ScheduleSentence.Capitalised(Ticks(schedule.Ticks!, Language.Of(culture)));
    }

    private static string Of(LocalSchedule schedule, Language words) => schedule switch
    {
        CronExpression cron => new CronWords(words).Of(cron.Times),
        WeeklySchedule weekly => $"{Times(weekly, words)} {Weekdays(weekly.Days, words)}",
        MonthlySchedule monthly => $"{Times(monthly, words)} {new ScheduleSentence(words).Days([.. monthly.Days.Select(Word)], 0)}",
        OnceSchedule once => words.Once(Date(once.At.Date, words), Clock(once.At.TimeOfDay, words)),
        UnionSchedule union => string.Join(words.Also, union.Parts.Select(part => Of(part, words))),
        ExceptSchedule { Except: { } except } all => Of(all.Schedule, words) + words.Except($"({Of(except, words)})"),
        ExceptSchedule except => Of(except.Schedule, words) + words.Except(words.And(except.Dates.Select(date => Date(date, words)))),
        RecurrenceSchedule recurrence => new RecurrenceWords(words).Of(recurrence),
        _ => schedule.ToString()!,
    };

    private static string Ticks(TickSchedule ticks, Language words)
    {
        var seconds = ticks.Period.TotalSeconds;
        var (count, unit) = ticks.Period.SubsecondNanoseconds != 0 || seconds > int.MaxValue ? (0, TimeUnit.Second)
            : seconds % NodaConstants.SecondsPerHour == 0 ? ((int)(seconds / NodaConstants.SecondsPerHour), TimeUnit.Hour)
            : seconds % NodaConstants.SecondsPerMinute == 0 ? ((int)(seconds / NodaConstants.SecondsPerMinute), TimeUnit.Minute)
            : ((int)seconds, TimeUnit.Second);
        var every = count == 0 ? DurationText.Format(ticks.Period) : words.Every(count, unit);
        return $"{every} ({DurationText.Format(ticks.Activation)})";
    }

    private static string Weekdays(IReadOnlyList<IsoDayOfWeek> days, Language words) =>
        days.Count == 7 ? words.EveryDay : new ScheduleSentence(words).Weekdays([.. days.Select(day => (int)day)]);

    private static DayWord Word(MonthDay day) =>
        day.DayOfWeek != IsoDayOfWeek.None ? new(day.Number > 0 ? DayWordKind.Nth : DayWordKind.NthFromLast, Math.Abs(day.Number), (int)day.DayOfWeek)
        : day.Number > 0 ? new(DayWordKind.Number, day.Number)
        : new(DayWordKind.FromLast, -day.Number - 1);

    private static string Times(DatedSchedule schedule, Language words) => words.At([.. schedule.Times.Select(time => Clock(time, words))]);

    private static string Clock(LocalTime time, Language words) => words.Clock(time.Hour, time.Minute, time.Second);

    private static string Date(LocalDate date, Language words) => words.Date(date.Year, date.Month, date.Day);
}
