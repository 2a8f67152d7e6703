namespace Carillon.Time;

/// <summary>A cron expression as a sentence.</summary>
internal sealed class CronWords(Language words)
{
    private readonly ScheduleSentence _sentence = new(words);

    public string Of(in CronTimes times)
    {
        if (CronCalculator.Next(times, from: 0) == long.MaxValue)
        {
            return words.Never;
        }

        var time = _sentence.Times(
            ScheduleSentence.Values(times.Seconds), ScheduleSentence.Values(times.Minutes), ScheduleSentence.Values(times.Hours), out var isOften);
        var months = ScheduleSentence.Values(times.Days.Months);
        var single = months is [var only] ? only : 0;
        var ofMonth = OfMonth(times.Days, single);
        var isNth = ofMonth is null && times.Days is { OfWeek: 0, Nth: not 0 };
        var ofWeek = OfWeek(times.Days, isNth ? single : 0);
        var days = (ofMonth, ofWeek) switch
        {
            (null, null) => isOften ? null : words.EveryDay,
            (null, _) => ofWeek,
            (_, null) => ofMonth,
            _ => times.Days.Either ? words.EitherDay(ofMonth, ofWeek) : words.BothDays(ofMonth, ofWeek),
        };
        var saysMonth = single != 0 && (isNth || (ofMonth is not null && (ofWeek is null || !times.Days.Either)));
        var inMonths = months.Count == 12 || saysMonth ? null : _sentence.Months(months);
        return _sentence.Join(time, days, inMonths, Years(times.Years));
    }

    private string? OfMonth(in CronDays days, int month)
    {
        if (days.OfMonth == CronDays.AllOfMonth)
        {
            return null;
        }

        List<DayWord> found =
        [
            .. ScheduleSentence.Values(days.OfMonth).Select(day => new DayWord(DayWordKind.Number, day)),
            .. ScheduleSentence.Values(days.Weekdays & ~1u).Select(day => new DayWord(DayWordKind.WeekdayNearest, day)),
            .. ScheduleSentence.Values(days.FromEnd).Select(bit => new DayWord(DayWordKind.FromLast, 31 - bit)),
            .. ScheduleSentence.Values(days.LastWeekdays).OrderDescending().Select(day => new DayWord(DayWordKind.WeekdayNearestFromLast, day)),
            .. ScheduleSentence.Values(days.BeforeLastWeekday).OrderDescending().Select(day => new DayWord(DayWordKind.BeforeLastWeekday, day)),
        ];
        return found.Count == 0 ? null : _sentence.Days(found, month);
    }

    private string? OfWeek(in CronDays days, int month)
    {
        if (days.OfWeek == CronDays.AllOfWeek)
        {
            return null;
        }

        var weekdays = ScheduleSentence.Values(days.OfWeek).Select(day => day == 0 ? 7 : day).Order().ToList();
        var nth = ScheduleSentence.Values(days.Nth).Select(bit => (N: bit / 7, Day: bit % 7 is 0 ? 7 : bit % 7))
            .Select(day => day.N == 5 ? new DayWord(DayWordKind.NthFromLast, 1, day.Day) : new DayWord(DayWordKind.Nth, day.N + 1, day.Day)).ToList();
        string[] parts =
        [
            .. weekdays.Count == 0 ? [] : new[] { _sentence.Weekdays(weekdays) },
            .. nth.Count == 0 ? [] : new[] { _sentence.Days(nth, month) },
        ];
        return parts.Length == 0 ? null : words.And(parts);
    }

    private string? Years(CronYears years)
    {
        if (years.IsAny)
        {
            return null;
        }

        var found = Enumerable.Range(CronYears.First, CronYears.Last - CronYears.First + 1).Where(years.Has).ToList();
        return ScheduleSentence.IsRun(found)
            ? words.Between(found[0].ToString(System.Globalization.CultureInfo.InvariantCulture), found[^1].ToString(System.Globalization.CultureInfo.InvariantCulture))
            : words.InYears(found);
    }
}
