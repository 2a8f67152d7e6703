namespace Carillon.Time;

/// <summary>Brings what was read into the one form of its meaning, so that equal schedules are equal values.</summary>
internal static class CronNormaliser
{
    private const int LastN = 6;
    private const uint ClampedThirtyFirst = 1u << 31 | 1;

    public static CronTimes Times(in CronReader reader, CronDialect dialect) =>
        new(reader.Seconds, reader.Minutes, reader.Hours, Days(reader, dialect), reader.Years);

    private static CronDays Days(in CronReader reader, CronDialect dialect)
    {
        var ofWeek = reader.DaysOfWeek;
        var nth = Nth(reader.NthDays, ref ofWeek);
        var unrestricted = dialect.Has(CronSyntax.StarredDays) ? CronTraits.LeadingStar : CronTraits.Star;
        var either = dialect.Has(CronSyntax.EitherDay) && ((reader.Traits(CronField.DaysOfMonth) | reader.Traits(CronField.DaysOfWeek)) & unrestricted) == 0;
        var anyOfMonth = reader.DaysOfMonth == CronDays.AllOfMonth;
        var anyOfWeek = ofWeek == CronDays.AllOfWeek;
        if (either && (anyOfMonth || anyOfWeek))
        {
            (either, anyOfMonth, anyOfWeek) = (false, true, true);
        }

        // Where days that the month lacks are its last, the weekday nearest to the 31st is the last weekday.
        var (weekdays, lastWeekdays) = (reader.Weekdays, reader.LastWeekdays);
        if ((weekdays & ClampedThirtyFirst) == ClampedThirtyFirst)
        {
            (weekdays, lastWeekdays) = (weekdays & ~(1u << 31), lastWeekdays | 1);
            weekdays = weekdays >> 29 == 0 ? weekdays & ~1u : weekdays;
        }

        return new(
            anyOfMonth ? CronDays.AllOfMonth : reader.DaysOfMonth,
            anyOfMonth ? 0 : reader.DaysFromEnd,
            anyOfMonth ? 0 : weekdays,
            anyOfMonth ? 0 : lastWeekdays,
            reader.Months,
            anyOfWeek ? CronDays.AllOfWeek : ofWeek,
            anyOfWeek ? 0 : nth,
            anyOfMonth ? 0 : reader.DaysBeforeLastWeekday,
            either);
    }

    /// <summary>The n-th days that say something of their own: five of them are every one, and every one holds each.</summary>
    private static ulong Nth(ulong nth, ref uint ofWeek)
    {
        for (var day = 0; nth != 0 && day < 7; day++)
        {
            var five = 0x0000_0000_1020_4081ul << day;
            if ((nth & five) == five)
            {
                ofWeek |= 1u << day;
            }

            if ((ofWeek >> day & 1) != 0)
            {
                nth &= ~(five | 1ul << (7 * (LastN - 1) + day));
            }
        }

        return nth;
    }
}
