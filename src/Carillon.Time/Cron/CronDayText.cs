using System.Numerics;

namespace Carillon.Time;

/// <summary>Writes the three fields about days.</summary>
internal static class CronDayText
{
    // Two days are as short as a step, and say more.
    private const int FewestSteps = 3;

    public static string Of(in CronDays days, CronDialect dialect)
    {
        var style = days.Either ? CronStyle.NoStar : CronStyle.Free;
        var ofMonth = OfMonth(days, style);
        var ofWeek = OfWeek(days, style, dialect);
        if (dialect.Has(CronSyntax.EitherDay) && !days.Either && ofMonth[0] != '*' && ofWeek[0] != '*')
        {
            ofMonth = CronFieldText.LeadingStar(days.OfMonth, 1, 31, 31) ?? ofMonth;
            ofWeek = ofMonth[0] == '*' ? ofWeek : CronFieldText.LeadingStar(days.OfWeek, 0, 6, 7) ?? ofWeek;
        }

        if (dialect == CronDialect.Quartz)
        {
            (ofMonth, ofWeek) = ofWeek == "*" ? (ofMonth, "?") : ofMonth == "*" ? ("?", ofWeek) : (ofMonth, ofWeek);
        }

        return $"{ofMonth} {CronFieldText.Of(days.Months, 1, 12, CronStyle.Free, FewestSteps)} {ofWeek}";
    }

    private static string OfMonth(in CronDays days, CronStyle style)
    {
        var parts = new List<string>();
        if (days.OfMonth != 0)
        {
            parts.Add(CronFieldText.Of(days.OfMonth, 1, 31, style, FewestSteps));
        }

        parts.AddRange(Bits(days.Weekdays & ~1u).Select(day => $"{day}W"));
        parts.AddRange(Bits(days.FromEnd).Reverse().Select(bit => 31 - bit).Select(before => before == 0 ? "L" : $"L-{before}"));
        parts.AddRange(Bits(days.LastWeekdays).Select(before => before == 0 ? "LW" : $"L-{before}W"));
        parts.AddRange(Bits(days.BeforeLastWeekday).Select(before => $"LW-{before}"));
        return string.Join(',', parts);
    }

    private static string OfWeek(in CronDays days, CronStyle style, CronDialect dialect)
    {
        var first = dialect.Has(CronSyntax.SundayIsOne) ? 1 : 0;
        var parts = new List<string>();
        if (days.OfWeek != 0)
        {
            parts.Add(CronFieldText.Of((ulong)days.OfWeek << first, first, first + 6, style, FewestSteps));
        }

        parts.AddRange(Bits(days.Nth).Select(bit => (N: bit / 7 + 1, Day: bit % 7 + first)).Select(nth => nth.N == 6 ? $"{nth.Day}L" : $"{nth.Day}#{nth.N}"));
        return string.Join(',', parts);
    }

    private static IEnumerable<int> Bits(ulong bits)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            yield return BitOperations.TrailingZeroCount(bits);
        }
    }
}
