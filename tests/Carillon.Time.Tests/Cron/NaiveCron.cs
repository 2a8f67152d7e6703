using System.Globalization;
using NodaTime;

namespace Carillon.Time.Tests.Cron;

/// <summary>Cron by its definition: looks at one local time and asks each field, in words rather than bits. Numbers only, no names.</summary>
internal sealed class NaiveCron
{
    private readonly string[] _fields;
    private readonly CronDialect _dialect;
    private readonly bool[] _seconds;
    private readonly bool[] _minutes;
    private readonly bool[] _hours;
    private (LocalDate Date, bool Matches) _day;

    public NaiveCron(string expression, CronDialect dialect)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _fields = fields.Length == 5 ? ["0", .. fields] : fields;
        _dialect = dialect;
        (_seconds, _minutes, _hours) = (Values(0, 59), Values(1, 59), Values(2, 23));
        _day = (LocalDate.MinIsoValue, Matches(LocalDate.MinIsoValue));

        bool[] Values(int field, int max) => [.. Enumerable.Range(0, max + 1).Select(value => Holds(_fields[field], value, 0, max))];
    }

    public bool Matches(LocalDateTime time)
    {
        if (!_seconds[time.Second] || !_minutes[time.Minute] || !_hours[time.Hour] || time.NanosecondOfSecond != 0)
        {
            return false;
        }

        _day = _day.Date == time.Date ? _day : (time.Date, Matches(time.Date));
        return _day.Matches;
    }

    public bool Matches(LocalDate date)
    {
        var (ofMonth, ofWeek) = (_fields[3], _fields[5]);
        var monthDay = ofMonth.Split(',').Any(item => IsMonthDay(item, date));
        var weekDay = ofWeek.Split(',').Any(item => IsWeekDay(item, date));
        var both = _dialect == CronDialect.Cronos || _dialect == CronDialect.Spring
            || (_dialect == CronDialect.Vixie ? ofMonth[0] == '*' || ofWeek[0] == '*' : ofMonth is "*" or "?" || ofWeek is "*" or "?");
        return (both ? monthDay && weekDay : monthDay || weekDay)
            && Holds(_fields[4], date.Month, 1, 12)
            && (_fields.Length == 6 || Holds(_fields[6], date.Year, 1970, 2099));
    }

    private bool IsMonthDay(string item, LocalDate date)
    {
        var last = date.With(DateAdjusters.EndOfMonth).Day;
        if (item.EndsWith('W'))
        {
            var day = item is "LW" ? last : item[0] == 'L' ? last - Number(item[2..^1]) : Number(item[..^1]);
            day = _dialect == CronDialect.Quartz ? Math.Min(day, last) : day;
            return day >= 1 && day <= last && date.Day == NearestWeekday(date, day, last);
        }

        if (item.StartsWith("LW-", StringComparison.Ordinal))
        {
            return date.Day == Math.Max(1, NearestWeekday(date, last, last) - Number(item[3..]));
        }

        return item == "L" ? date.Day == last
            : item.StartsWith("L-", StringComparison.Ordinal) ? date.Day == last - Number(item[2..])
            : Holds(item, date.Day, 1, 31);
    }

    private bool IsWeekDay(string item, LocalDate date)
    {
        var first = _dialect == CronDialect.Quartz ? 1 : 0;
        var today = (int)date.DayOfWeek % 7 + first;
        if (item.Contains('#', StringComparison.Ordinal))
        {
            return today == Sunday(Number(item[..item.IndexOf('#', StringComparison.Ordinal)])) && (date.Day - 1) / 7 + 1 == Number(item[(item.IndexOf('#', StringComparison.Ordinal) + 1)..]);
        }

        if (item.EndsWith('L'))
        {
            return item == "L" ? today == 7 : today == Sunday(Number(item[..^1])) && date.PlusWeeks(1).Month != date.Month;
        }

        return Holds(item, today, first, first + 6) || (first == 0 && today == 0 && item is not ['*', ..] && Holds(item, 7, 0, 7));

        int Sunday(int number) => first == 0 ? number % 7 : number;
    }

    /// <summary>By distance: the weekday of the same month that is nearest, the day before rather than the day after.</summary>
    private static int NearestWeekday(LocalDate date, int day, int last) => Enumerable.Range(1, last)
        .Where(other => date.PlusDays(other - date.Day).DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
        .MinBy(other => Math.Abs(other - day) * 2 + (other > day ? 1 : 0));

    private static bool Holds(string list, int value, int min, int max) => list.Split(',').Any(item => ItemHolds(item, value, min, max));

    private static bool ItemHolds(string item, int value, int min, int max)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var step = slash < 0 ? 1 : Number(item[(slash + 1)..]);
        var range = slash < 0 ? item : item[..slash];
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var (low, high) = range is "*" or "?" ? (min, max)
            : dash >= 0 ? (Number(range[..dash]), Number(range[(dash + 1)..]))
            : (Number(range), slash < 0 ? Number(range) : max);
        return low <= high
            ? value >= low && value <= high && (value - low) % step == 0
            : (value >= low || value <= high) && (value >= low ? value - low : value - low + max - min + 1) % step == 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
