using System.Numerics;

namespace Carillon.Time;

/// <summary>The local times of a cron expression as bits: bit n stands for value n. No field is empty.</summary>
internal readonly record struct CronTimes(ulong Seconds, ulong Minutes, uint Hours, in CronDays Days, in CronYears Years)
{
    public const ulong AllSixty = (1ul << 60) - 1;
    public const uint AllHours = (1u << 24) - 1;
    private const int PerHour = 3_600;

    // Searching reads them where they are: a property would copy them each time.
    public readonly CronDays Days = Days;
    public readonly CronYears Years = Years;

    public bool IsEveryDay => Days.IsEveryDay && Years.IsAny;

    /// <summary>Whether only the day of the week matters.</summary>
    public bool IsWeekly => Days.IsWeekly && Years.IsAny;

    /// <summary>The first scheduled second of a day.</summary>
    public int First => BitOperations.TrailingZeroCount(Hours) * PerHour + FirstOfHour;

    /// <summary>The last one.</summary>
    public int Last => BitOperations.Log2(Hours) * PerHour + LastOfHour;

    private int FirstOfHour => BitOperations.TrailingZeroCount(Minutes) * 60 + BitOperations.TrailingZeroCount(Seconds);

    private int LastOfHour => BitOperations.Log2(Minutes) * 60 + BitOperations.Log2(Seconds);

    /// <summary>The first scheduled second of a day at or after one; -1 when there is none.</summary>
    public int AtOrAfter(int from)
    {
        var hour = from / PerHour;
        var ofHour = from - hour * PerHour;
        if ((Hours >> hour & 1) != 0)
        {
            var minute = ofHour / 60;
            if ((Minutes >> minute & 1) != 0 && Seconds >> (ofHour - minute * 60) is not 0 and var seconds)
            {
                return from + BitOperations.TrailingZeroCount(seconds);
            }

            if (Minutes >> minute >> 1 is not 0 and var minutes)
            {
                return hour * PerHour + (minute + 1 + BitOperations.TrailingZeroCount(minutes)) * 60 + BitOperations.TrailingZeroCount(Seconds);
            }
        }

        var hours = Hours >> hour >> 1;
        return hours == 0 ? -1 : (hour + 1 + BitOperations.TrailingZeroCount(hours)) * PerHour + FirstOfHour;
    }

    /// <summary>The last scheduled second of a day at or before one; -1 when there is none.</summary>
    public int AtOrBefore(int from)
    {
        var hour = from / PerHour;
        var ofHour = from - hour * PerHour;
        if ((Hours >> hour & 1) != 0)
        {
            var minute = ofHour / 60;
            var seconds = Seconds & ulong.MaxValue >> (63 - (ofHour - minute * 60));
            if ((Minutes >> minute & 1) != 0 && seconds != 0)
            {
                return hour * PerHour + minute * 60 + BitOperations.Log2(seconds);
            }

            var minutes = Minutes & ((1ul << minute) - 1);
            if (minutes != 0)
            {
                return hour * PerHour + BitOperations.Log2(minutes) * 60 + BitOperations.Log2(Seconds);
            }
        }

        var hours = Hours & ((1u << hour) - 1);
        return hours == 0 ? -1 : BitOperations.Log2(hours) * PerHour + LastOfHour;
    }
}
