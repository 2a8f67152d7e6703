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
    private const int DaysBeforeEpoch = 719_468 + Eras * DaysPerEra;

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

    public static int FirstOfMonth(int year, int month)
    {
        var shifted = (uint)(year + Eras * YearsPerEra - (month <= 2 ? 1 : 0));
        var (era, yearOfEra) = Math.DivRem(shifted, (uint)YearsPerEra);
        var dayOfYear = (153 * (uint)(month + (month > 2 ? -3 : 9)) + 2) / 5;
        return (int)(era * DaysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear) - DaysBeforeEpoch;
    }

    public static int Length(int year, int month) => month == 2
        ? year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        : 30 + ((month + (month >> 3)) & 1);

    /// <summary>Sunday is 0.</summary>
    public static int DayOfWeek(int day) => (int)((uint)(day + 4 + Eras * DaysPerEra) % 7);
}
