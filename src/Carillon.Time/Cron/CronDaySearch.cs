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
        var (year, month, dayOfMonth) = Calendar.Date(day);
        var bound = uint.MaxValue << dayOfMonth;
        for (var lastYear = Math.Min(year + LongestWait, Calendar.LastYear); year <= lastYear; year++, month = 1, bound = uint.MaxValue)
        {
            var months = times.Years.Contains(year) ? times.Days.Months >> month << month : 0;
            for (; months != 0; months &= months - 1)
            {
                var next = BitOperations.TrailingZeroCount(months);
                var first = Calendar.FirstOfMonth(year, next);
                var days = times.Days.In(Calendar.Length(year, next), Calendar.DayOfWeek(first)) & (next == month ? bound : uint.MaxValue);
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
        var (year, month, dayOfMonth) = Calendar.Date(day);
        var bound = uint.MaxValue >> (31 - dayOfMonth);
        for (var firstYear = Math.Max(year - LongestWait, Calendar.FirstYear); year >= firstYear; year--, month = 12, bound = uint.MaxValue)
        {
            var months = times.Years.Contains(year) ? times.Days.Months & (uint.MaxValue >> (31 - month)) : 0;
            for (; months != 0; months ^= 1u << BitOperations.Log2(months))
            {
                var next = BitOperations.Log2(months);
                var first = Calendar.FirstOfMonth(year, next);
                var days = times.Days.In(Calendar.Length(year, next), Calendar.DayOfWeek(first)) & (next == month ? bound : uint.MaxValue);
                if (days != 0)
                {
                    return first - 1 + BitOperations.Log2(days);
                }
            }
        }

        return None;
    }
}
