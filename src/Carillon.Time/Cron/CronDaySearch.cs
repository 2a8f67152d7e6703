using System.Numerics;

namespace Carillon.Time;

/// <summary>Searches the days of a cron expression month by month; days are counted from 1970-01-01.</summary>
internal static class CronDaySearch
{
    public const int None = int.MinValue;

    // The calendar repeats after 400 years, weekdays included: what does not come within them never comes.
    private const int LongestWait = 400;

    /// <summary>The first scheduled day at or after one, or <see cref="None"/>.</summary>
    public static int AtOrAfter(in CronTimes times, int day)
    {
        if (times.IsWeekly)
        {
            var found = day + BitOperations.TrailingZeroCount(times.Days.Week >> Calendar.DayOfWeek(day));
            return found <= LocalSeconds.LastDay ? found : None;
        }

        var (year, month, dayOfMonth) = Calendar.Date(day);
        var newYear = day + 1 - dayOfMonth - Calendar.DaysBefore(month, Calendar.IsLeap(year));
        var bound = uint.MaxValue << dayOfMonth;
        for (var lastYear = Math.Min(year + LongestWait, Calendar.LastYear); year <= lastYear; newYear += Calendar.DaysOf(year++), month = 1, bound = uint.MaxValue)
        {
            var months = times.Years.Contains(year) ? times.Days.Months >> month << month : 0;
            for (; months != 0; months &= months - 1)
            {
                var next = BitOperations.TrailingZeroCount(months);
                var days = DaysOf(times.Days, year, next, newYear, out var first) & (next == month ? bound : uint.MaxValue);
                if (days != 0)
                {
                    return first - 1 + BitOperations.TrailingZeroCount(days);
                }
            }
        }

        return None;
    }

    /// <summary>The last scheduled day at or before one, or <see cref="None"/>.</summary>
    public static int AtOrBefore(in CronTimes times, int day)
    {
        if (times.IsWeekly)
        {
            var found = day + BitOperations.Log2(times.Days.Week & ((256u << Calendar.DayOfWeek(day)) - 1)) - Calendar.DayOfWeek(day) - 7;
            return found >= LocalSeconds.FirstDay ? found : None;
        }

        var (year, month, dayOfMonth) = Calendar.Date(day);
        var newYear = day + 1 - dayOfMonth - Calendar.DaysBefore(month, Calendar.IsLeap(year));
        var bound = uint.MaxValue >> (31 - dayOfMonth);
        for (var firstYear = Math.Max(year - LongestWait, Calendar.FirstYear); year >= firstYear; newYear -= Calendar.DaysOf(--year), month = 12, bound = uint.MaxValue)
        {
            var months = times.Years.Contains(year) ? times.Days.Months & (uint.MaxValue >> (31 - month)) : 0;
            for (; months != 0; months ^= 1u << BitOperations.Log2(months))
            {
                var next = BitOperations.Log2(months);
                var days = DaysOf(times.Days, year, next, newYear, out var first) & (next == month ? bound : uint.MaxValue);
                if (days != 0)
                {
                    return first - 1 + BitOperations.Log2(days);
                }
            }
        }

        return None;
    }

    private static uint DaysOf(in CronDays days, int year, int month, int newYear, out int first)
    {
        var isLeap = Calendar.IsLeap(year);
        first = newYear + Calendar.DaysBefore(month, isLeap);
        var length = Calendar.Length(month, isLeap);

        // Weekdays cost a division, and leap days are rare: look at the date first.
        return days.IsPlain ? days.Numbered(length)
            : days.CanComeIn(length) ? days.In(length, Calendar.DayOfWeek(first))
            : 0;
    }
}
