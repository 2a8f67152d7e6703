namespace Carillon.Time;

/// <summary>Gregorian dates as numbers of days since 1970-01-01.</summary>
/// <remarks>The arithmetic is that of "chrono-Compatible Low-Level Date Algorithms" (Howard Hinnant): years begin in March, so that leap days come last.</remarks>
internal static class Calendar
{
    public const int FirstYear = -9998;
    public const int LastYear = 9999;

    private const int DaysPerEra = 146_097;
    private const int YearsPerEra = 400;

    // Whole eras that make every day of the calendar positive.
    private const int Eras = 30;
    private const int DaysBeforeMarch = 306;
    private const int DaysBeforeEpoch = 719_468 + Eras * DaysPerEra;

    private static ReadOnlySpan<short> BeforeMonth => [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    public static (int Year, int Month, int Day) Date(int day)
    {
        var (era, dayOfEra) = Math.DivRem((uint)(day + DaysBeforeEpoch), (uint)DaysPerEra);
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var fromMarch = (5 * dayOfYear + 2) / 153;
        var month = (int)fromMarch + (fromMarch < 10 ? 3 : -9);
        var year = (int)(yearOfEra + era * YearsPerEra) - Eras * YearsPerEra + (month <= 2 ? 1 : 0);
        return (year, month, (int)(dayOfYear - (153 * fromMarch + 2) / 5) + 1);
    }

    /// <summary>1 January of a year.</summary>
    public static int NewYear(int year)
    {
        var before = (uint)(year - 1 + Eras * YearsPerEra);
        return (int)(before * 365 + before / 4 - before / 100 + before / 400) - DaysBeforeEpoch + DaysBeforeMarch;
    }

    public static int FirstOfMonth(int year, int month) => NewYear(year) + DaysBefore(month, IsLeap(year));

    public static int Length(int year, int month) => Length(month, IsLeap(year));

    /// <summary>The days of a year before a month.</summary>
    public static int DaysBefore(int month, bool isLeap) => BeforeMonth[month] + (isLeap && month > 2 ? 1 : 0);

    public static int DaysOf(int year) => IsLeap(year) ? 366 : 365;

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int Length(int month, bool isLeap) => month == 2 ? isLeap ? 29 : 28 : 30 + ((month + (month >> 3)) & 1);

    /// <summary>Sunday is 0.</summary>
    public static int DayOfWeek(int day) => (int)((uint)(day + 4 + Eras * DaysPerEra) % 7);
}
