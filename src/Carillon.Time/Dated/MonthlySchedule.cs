using System.Numerics;
using NodaTime;

namespace Carillon.Time;

/// <summary>Days of the month at times of the day: the 1st and the last at 06:00, every second Monday of a month at 19:00.</summary>
public sealed class MonthlySchedule : DatedSchedule
{
    /// <summary>Some days of every month.</summary>
    /// <param name="days">The days; at least one. A month that lacks a day goes without it.</param>
    /// <param name="times">The times on each of them; at least one, whole seconds.</param>
    /// <exception cref="ArgumentException">There is no day or no time, or one of them is none.</exception>
    public MonthlySchedule(IEnumerable<MonthDay> days, IEnumerable<LocalTime> times)
        : base(times)
    {
        ArgumentNullException.ThrowIfNull(days);
        Days = [.. days.Distinct().Order()];
        if (Days.Count == 0 || Days.Contains(default))
        {
            throw new ArgumentException("At least one day is needed, and none may be empty.", nameof(days));
        }
    }

    /// <summary>The days, each once: by number, from the end, weekdays.</summary>
    public IReadOnlyList<MonthDay> Days { get; }

    /// <summary>The text form, for example <c>monthly 1,-1,2Mon 06:00</c>.</summary>
    public override string ToString() => $"monthly {string.Join(',', Days)} {TextForm.Times(Times)}";

    internal override int NextDay(int from)
    {
        var (year, month, day) = Calendar.Date(from);
        for (var allowed = uint.MaxValue << day; year <= Calendar.LastYear; allowed = uint.MaxValue)
        {
            if ((In(year, month) & allowed) is not 0 and var days)
            {
                return Calendar.FirstOfMonth(year, month) + BitOperations.TrailingZeroCount(days) - 1;
            }

            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        }

        return int.MaxValue;
    }

    internal override int PreviousDay(int from)
    {
        var (year, month, day) = Calendar.Date(from);
        for (var allowed = uint.MaxValue >> (31 - day); year >= Calendar.FirstYear; allowed = uint.MaxValue)
        {
            if ((In(year, month) & allowed) is not 0 and var days)
            {
                return Calendar.FirstOfMonth(year, month) + BitOperations.Log2(days) - 1;
            }

            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1);
        }

        return int.MinValue;
    }

    private uint In(int year, int month)
    {
        var (length, first) = (Calendar.Length(year, month), Calendar.DayOfWeek(Calendar.FirstOfMonth(year, month)));
        var days = 0u;
        foreach (var day in Days)
        {
            days |= 1u << day.In(length, first);
        }

        return days & ~1u;
    }
}
