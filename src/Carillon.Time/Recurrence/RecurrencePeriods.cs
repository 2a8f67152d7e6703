using NodaTime;

namespace Carillon.Time;

/// <summary>The days, weeks, months or years of a recurrence, numbered from the one that holds its start; days are counted from 1970-01-01.</summary>
internal sealed class RecurrencePeriods(RecurrenceFrequency frequency, IsoDayOfWeek weekStart, int start)
{
    private readonly int _origin = Origin(frequency, weekStart, start);

    /// <summary>How many periods may be empty in a row before all are: the calendar repeats after 400 years, weekdays included.</summary>
    public int Cycle { get; } = frequency switch
    {
        RecurrenceFrequency.Daily => 146_097,
        RecurrenceFrequency.Weekly => 20_871,
        RecurrenceFrequency.Monthly => 4_800,
        _ => 400,
    };

    public int IndexOf(int day) => frequency switch
    {
        RecurrenceFrequency.Daily => day - _origin,
        RecurrenceFrequency.Weekly => (day - _origin) / 7,
        RecurrenceFrequency.Monthly => Calendar.Date(day) is var (year, month, _) ? year * 12 + month - 1 - _origin : 0,
        _ => Calendar.Date(day).Year - _origin,
    };

    /// <summary>The first day of a period; <see cref="int.MaxValue"/> when it lies beyond the calendar.</summary>
    public int FirstDay(int index)
    {
        var number = _origin + (frequency == RecurrenceFrequency.Weekly ? 7L : 1L) * index;
        return frequency switch
        {
            RecurrenceFrequency.Monthly => FirstOfMonth(number / 12, (int)(number % 12) + 1),
            RecurrenceFrequency.Yearly => FirstOfMonth(number, 1),
            _ => number > LocalSeconds.LastDay ? int.MaxValue : (int)number,
        };
    }

    /// <summary>The last day of a period.</summary>
    public int LastDay(int index) => FirstDay(index + 1) is not int.MaxValue and var next ? next - 1 : LocalSeconds.LastDay;

    private static int Origin(RecurrenceFrequency frequency, IsoDayOfWeek weekStart, int start)
    {
        var (year, month, _) = Calendar.Date(start);
        return frequency switch
        {
            RecurrenceFrequency.Daily => start,
            RecurrenceFrequency.Weekly => start - (Calendar.DayOfWeek(start) - (int)weekStart + 7) % 7,
            RecurrenceFrequency.Monthly => year * 12 + month - 1,
            _ => year,
        };
    }

    private static int FirstOfMonth(long year, int month) => year > Calendar.LastYear ? int.MaxValue : Calendar.FirstOfMonth((int)year, month);
}
