using System.Numerics;

namespace Carillon.Time;

/// <summary>The days of a cron expression as bits. Two values are equal exactly when they came from the same canonical form.</summary>
/// <param name="OfMonth">Bit d: day d, 1 to 31.</param>
/// <param name="FromEnd">Bit 31-n: n days before the last of the month; in a shorter month the bits move down.</param>
/// <param name="Weekdays">Bit d: the weekday nearest to day d, within its month. Bit 0: days that the month lacks are its last.</param>
/// <param name="LastWeekdays">Bit n: the weekday nearest to n days before the last of the month.</param>
/// <param name="Months">Bit m: month m, 1 to 12.</param>
/// <param name="OfWeek">Bit w: day of week w, Sunday is 0.</param>
/// <param name="Nth">Bit 7·(n-1) + w: the n-th day of week w of the month, n up to 5; the last one for n = 6.</param>
/// <param name="BeforeLastWeekday">Bit n: n days before the last weekday of the month, its first day at the earliest; not bit 0.</param>
/// <param name="Either">Whether a day of the month or a day of the week suffices; otherwise both must hold.</param>
internal readonly record struct CronDays(
    uint OfMonth, uint FromEnd, uint Weekdays, uint LastWeekdays, uint Months, uint OfWeek, ulong Nth, uint BeforeLastWeekday, bool Either)
{
    public const uint AllOfMonth = 0xFFFF_FFFE;
    public const uint AllMonths = 0x1FFE;
    public const uint AllOfWeek = 0x7F;

    // Bits 0, 7, 14 and so on, for a month and a week.
    private const ulong EveryWeek = 0x0000_0408_1020_4081;

    public bool IsWeekly => OfMonth == AllOfMonth && Months == AllMonths && Nth == 0 && OfWeek != 0;

    /// <summary>Whether only the numbers of the days matter, counted from either end.</summary>
    public bool IsPlain => OfWeek == AllOfWeek && !HasNearestWeekdays;

    /// <summary>The days of two weeks, from a Sunday on.</summary>
    public uint Week => OfWeek | OfWeek << 7;

    public bool IsEveryDay => OfMonth == AllOfMonth && Months == AllMonths && OfWeek == AllOfWeek;

    private bool HasNearestWeekdays => (Weekdays | LastWeekdays | BeforeLastWeekday) != 0;

    /// <summary>The days of a month of some length.</summary>
    public static uint Until(int length) => uint.MaxValue >> (31 - length) & AllOfMonth;

    /// <summary>Whether a month of some length can have a day at all; a quick look that never says no wrongly.</summary>
    public bool CanComeIn(int length) => Either || Numbered(length) != 0 || HasNearestWeekdays;

    /// <summary>The days of a month of some length that its numbers alone give.</summary>
    public uint Numbered(int length) => (OfMonth | FromEnd >> (31 - length)) & Until(length);

    /// <summary>The days of a month, as bits, whatever the month is.</summary>
    /// <param name="length">The number of its days.</param>
    /// <param name="firstDayOfWeek">The day of the week of its first day, Sunday is 0.</param>
    public uint In(int length, int firstDayOfWeek)
    {
        var ofMonth = Numbered(length);
        if (HasNearestWeekdays)
        {
            ofMonth |= NearestWeekdays(length, firstDayOfWeek);
        }

        var ofWeek = (uint)(OfWeek * EveryWeek >> firstDayOfWeek << 1);
        if (Nth != 0)
        {
            ofWeek |= SpecialOfWeek(length, firstDayOfWeek);
        }

        return (Either ? ofMonth | ofWeek : ofMonth & ofWeek) & Until(length);
    }

    private uint NearestWeekdays(int length, int firstDayOfWeek)
    {
        uint days = 0;
        for (var rest = LastWeekdays; rest != 0; rest &= rest - 1)
        {
            days |= NearestWeekday(length - BitOperations.TrailingZeroCount(rest), length, firstDayOfWeek);
        }

        for (var rest = BeforeLastWeekday; rest != 0; rest &= rest - 1)
        {
            var last = BitOperations.TrailingZeroCount(NearestWeekday(length, length, firstDayOfWeek));
            days |= Day(Math.Max(1, last - BitOperations.TrailingZeroCount(rest)));
        }

        for (var rest = Weekdays & ~1u; rest != 0; rest &= rest - 1)
        {
            var day = BitOperations.TrailingZeroCount(rest);
            days |= NearestWeekday((Weekdays & 1) != 0 ? Math.Min(day, length) : day, length, firstDayOfWeek);
        }

        return days;
    }

    private uint SpecialOfWeek(int length, int firstDayOfWeek)
    {
        uint days = 0;
        for (var rest = Nth; rest != 0; rest &= rest - 1)
        {
            var (n, dayOfWeek) = Math.DivRem(BitOperations.TrailingZeroCount(rest), 7);
            var day = 1 + (dayOfWeek - firstDayOfWeek + 7) % 7 + 7 * n;
            days |= n < 5 ? Day(day) : Day(day - 7 > length ? day - 14 : day - 7);
        }

        return days;
    }

    /// <summary>Saturday goes back and Sunday on, but never out of the month.</summary>
    private static uint NearestWeekday(int day, int length, int firstDayOfWeek) => day < 1 || day > length ? 0 : ((firstDayOfWeek + day - 1) % 7) switch
    {
        6 => Day(day > 1 ? day - 1 : day + 2),
        0 => Day(day < length ? day + 1 : day - 2),
        _ => Day(day),
    };

    private static uint Day(int day) => day is >= 1 and <= 31 ? 1u << day : 0;
}
