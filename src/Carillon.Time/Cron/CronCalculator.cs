using System.Runtime.CompilerServices;

namespace Carillon.Time;

/// <summary>Searches the local times of a cron expression, in seconds as in <see cref="LocalSeconds"/>.</summary>
internal static class CronCalculator
{
    /// <summary>The first scheduled second at or after one; <see cref="long.MaxValue"/> when there is none.</summary>
    public static long Next(in CronTimes times, long from)
    {
        if (from > LocalSeconds.Last)
        {
            return long.MaxValue;
        }

        var day = Split(Math.Max(from, LocalSeconds.First), out var ofDay);
        var time = times.AtOrAfter(ofDay);
        var found = time < 0 ? day + 1 : day;
        if (!times.IsEveryDay)
        {
            found = CronDaySearch.AtOrAfter(times, found);
        }
        else if (found > LocalSeconds.LastDay)
        {
            return long.MaxValue;
        }

        return found == CronDaySearch.None ? long.MaxValue
            : (long)found * LocalSeconds.PerDay + (found == day ? time : times.First);
    }

    /// <summary>The last scheduled second at or before one; <see cref="long.MinValue"/> when there is none.</summary>
    public static long Previous(in CronTimes times, long from)
    {
        if (from < LocalSeconds.First)
        {
            return long.MinValue;
        }

        var day = Split(Math.Min(from, LocalSeconds.Last), out var ofDay);
        var time = times.AtOrBefore(ofDay);
        var found = time < 0 ? day - 1 : day;
        if (!times.IsEveryDay)
        {
            found = CronDaySearch.AtOrBefore(times, found);
        }
        else if (found < LocalSeconds.FirstDay)
        {
            return long.MinValue;
        }

        return found == CronDaySearch.None ? long.MinValue
            : (long)found * LocalSeconds.PerDay + (found == day ? time : times.Last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Split(long second, out int ofDay)
    {
        // Counted from the first day nothing is negative, and unsigned division is the fast one.
        var (day, rest) = Math.DivRem((ulong)(second - LocalSeconds.First), LocalSeconds.PerDay);
        ofDay = (int)rest;
        return (int)day + LocalSeconds.FirstDay;
    }
}
