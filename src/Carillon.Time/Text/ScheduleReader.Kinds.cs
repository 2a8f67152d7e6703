using NodaTime;

namespace Carillon.Time;

internal sealed partial class ScheduleReader
{
    private WeeklySchedule? Weekly() =>
        List("weekly", "days such as Mon,Wed or Mon-Fri", Weekdays) is { } days && Times("weekly") is { } times
            ? new WeeklySchedule(days.SelectMany(d => d), times)
            : null;

    private MonthlySchedule? Monthly() =>
        List("monthly", "days such as 1, -1, 2Mon or -1Fri", MonthDayOf) is { } days && Times("monthly") is { } times
            ? new MonthlySchedule(days.Select(d => d[0]), times)
            : null;

    private OnceSchedule? Once()
    {
        const string Expected = "a local time such as 2026-11-01T01:30:00";
        return Take("once", Expected) is not { } word ? null
            : TextForm.ReadLocal(word.Text) is { } at ? new OnceSchedule(at)
            : Fail<OnceSchedule>($"'{word.Text}' is no local date and time.", "once", word, Expected);
    }

    private ExceptSchedule? ExceptDates(LocalSchedule schedule) =>
        List("except", "dates such as 2026-12-25", date => Found(TextForm.ReadDate(date))) is { } dates
            ? new ExceptSchedule(schedule, dates.Select(d => d[0]))
            : null;

    private CronExpression? Cron(ScheduleWord word)
    {
        var name = word.Text["cron:".Length..];
        if (CronDialect.Find(name) is not { } dialect)
        {
            var start = word with { Text = name, Offset = word.Offset + "cron:".Length };
            return Fail<CronExpression>($"'{name}' is no cron dialect.", "cron", start, string.Join(", ", CronDialect.All.Select(d => d.Name)));
        }

        // In the text of a schedule any white space parts words; as many blanks keep the places.
        var (expression, offset) = Rest(word);
        var result = CronExpression.TryParse(string.Concat(expression.Select(c => char.IsWhiteSpace(c) ? ' ' : c)), dialect);
        Error ??= result.Error is { } error ? error with { Offset = error.Offset + offset } : null;
        return result.ValueOrNull;
    }

    private RecurrenceSchedule? Recurrence()
    {
        var (properties, offset) = Rest(_words[_next - 1]);
        var result = RecurrenceSchedule.TryParse(properties);
        Error ??= result.Error is { } error ? error with { Offset = error.Offset + offset } : null;
        return result.ValueOrNull;
    }

    /// <summary>The text up to the next word that ends an operand, and where it begins.</summary>
    private (string Text, int Offset) Rest(ScheduleWord before)
    {
        var first = _next;
        while (_next < _words.Count && !_words[_next].EndsOperand)
        {
            _next++;
        }

        return first == _next ? ("", Math.Min(before.End + 1, text.Length)) : (text[_words[first].Offset.._words[_next - 1].End], _words[first].Offset);
    }

    private IEnumerable<LocalTime>? Times(string field) =>
        List(field, "times such as 09:00,17:30", time => Found(TextForm.ReadTime(time)))?.Select(t => t[0]);

    private static T[] Found<T>(T? value)
        where T : struct => value is { } found ? [found] : [];

    private static IsoDayOfWeek[] Weekdays(string item)
    {
        var dash = item.IndexOf('-', StringComparison.Ordinal);
        var (first, last) = dash < 0 ? (TextForm.ReadDay(item), TextForm.ReadDay(item)) : (TextForm.ReadDay(item[..dash]), TextForm.ReadDay(item[(dash + 1)..]));
        return first == IsoDayOfWeek.None || last < first ? [] : [.. Enumerable.Range((int)first, last - first + 1).Select(day => (IsoDayOfWeek)day)];
    }

    private static MonthDay[] MonthDayOf(string item)
    {
        var digits = item.Length - item.TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length;
        if (TextForm.ReadNumber(item[..digits]) is not { } number || number == 0 || Math.Abs((long)number) > 31)
        {
            return [];
        }

        var day = TextForm.ReadDay(item[digits..]);
        return digits == item.Length ? [MonthDay.Of(number)]
            : day != IsoDayOfWeek.None && Math.Abs(number) <= 5 ? [MonthDay.Nth(number, day)]
            : [];
    }

    /// <summary>The items of one comma-separated word; <paramref name="read"/> gives nothing for a bad one.</summary>
    private List<T[]>? List<T>(string field, string expected, Func<string, T[]> read)
    {
        if (Take(field, expected) is not { } word)
        {
            return null;
        }

        var items = new List<T[]>();
        var offset = word.Offset;
        foreach (var item in word.Text.Split(','))
        {
            var values = read(item);
            if (values.Length == 0)
            {
                return Fail<List<T[]>>(item.Length == 0 ? "Something is missing in the list." : $"'{item}' is not one of {expected}.", field, new(item, offset), expected);
            }

            items.Add(values);
            offset += item.Length + 1;
        }

        return items;
    }
}
