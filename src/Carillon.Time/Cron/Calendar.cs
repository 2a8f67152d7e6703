using System.Runtime.CompilerServices;

namespace Carillon.Time;

/// <summary>Gregorian dates as numbers of days since 1970-01-01.</summary>
/// <remarks>The arithmetic is that of "Euclidean affine functions and their application to calendar algorithms" (Neri and Schneider): years begin in March, so that leap days come last.</remarks>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Year, int Month, int Day) Date(int day)
    {
        var quarters = 4 * (uint)(day + DaysBeforeEpoch) + 3;
        var (century, ofCentury) = Math.DivRem(quarters, (uint)DaysPerEra);
        var product = 2_939_745ul * (ofCentury | 3);
        var dayOfYear = (uint)product / 2_939_745 / 4;
        var month = 2_141 * dayOfYear + 197_913;
        var isNextYear = dayOfYear >= DaysBeforeMarch;
        return (
            (int)(100 * century + (uint)(product >> 32)) - Eras * YearsPerEra + (isNextYear ? 1 : 0),
            (int)(month >> 16) - (isNextYear ? 12 : 0),
            (int)((month & 0xFFFF) / 2_141) + 1);
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
