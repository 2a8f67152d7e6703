using System.Globalization;
using NodaTime;

namespace Carillon.Time;

/// <summary>A day of any month: by its number, counted from the end, or as a weekday with its number. A month without it goes without.</summary>
public readonly record struct MonthDay : IComparable<MonthDay>
{
    private MonthDay(int number, IsoDayOfWeek dayOfWeek) => (Number, DayOfWeek) = (number, dayOfWeek);

    /// <summary>Counted from the start of the month when positive, from its end when negative: -1 is the last.</summary>
    public int Number { get; }

    /// <summary>Which days are counted; <see cref="IsoDayOfWeek.None"/> for all of them.</summary>
    public IsoDayOfWeek DayOfWeek { get; }

    /// <summary>A day by its number.</summary>
    /// <param name="number">1 to 31, or -1 to -31 counted from the end of the month.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static MonthDay Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)number), 31, nameof(number));
        return new(number, IsoDayOfWeek.None);
    }

    /// <summary>A weekday with its number, such as the second Monday.</summary>
    /// <param name="number">1 to 5, or -1 to -5 counted from the end of the month.</param>
    /// <param name="day">The day of the week.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static MonthDay Nth(int number, IsoDayOfWeek day)
    {
        ArgumentOutOfRangeException.ThrowIfZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)number), 5, nameof(number));
        ArgumentOutOfRangeException.ThrowIfLessThan((int)day, (int)IsoDayOfWeek.Monday, nameof(day));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)day, (int)IsoDayOfWeek.Sunday, nameof(day));
        return new(number, day);
    }

    /// <summary>By number from the start, then from the end, then the weekdays.</summary>
    /// <param name="other">The other day.</param>
    public int CompareTo(MonthDay other) => Order.CompareTo(other.Order);

    /// <summary>The text form: <c>15</c>, <c>-1</c>, <c>2Mon</c> or <c>-1Fri</c>.</summary>
    public override string ToString() =>
        Number.ToString(CultureInfo.InvariantCulture) + (DayOfWeek == IsoDayOfWeek.None ? string.Empty : TextForm.Day(DayOfWeek));

    /// <summary>Whether the first is before the second.</summary>
    public static bool operator <(MonthDay left, MonthDay right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is the second or before it.</summary>
    public static bool operator <=(MonthDay left, MonthDay right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is after the second.</summary>
    public static bool operator >(MonthDay left, MonthDay right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is the second or after it.</summary>
    public static bool operator >=(MonthDay left, MonthDay right) => left.CompareTo(right) >= 0;

    private (int, bool, int) Order => ((int)DayOfWeek, Number < 0, Number);

    /// <summary>The number of the day in a month, or 0 when the month lacks it.</summary>
    /// <param name="length">The number of days of the month.</param>
    /// <param name="firstDayOfWeek">The day of the week of its first day, Sunday is 0.</param>
    internal int In(int length, int firstDayOfWeek)
    {
        int day;
        if (DayOfWeek == IsoDayOfWeek.None)
        {
            day = Number > 0 ? Number : length + 1 + Number;
        }
        else
        {
            var first = 1 + ((int)DayOfWeek % 7 - firstDayOfWeek + 7) % 7;
            var last = first + (length - first) / 7 * 7;
            day = Number > 0 ? first + 7 * (Number - 1) : last + 7 * (Number + 1);
        }

        return day >= 1 && day <= length ? day : 0;
    }
}
