using System.Numerics;

namespace Carillon.Time;

/// <summary>Puts the words of a <see cref="Language"/> together for times of the day, days and months.</summary>
internal sealed class ScheduleSentence(Language words)
{
    private const int MostTimes = 6;

    public static string Capitalised(string sentence) => sentence.Length == 0 ? sentence : char.ToUpperInvariant(sentence[0]) + sentence[1..];

    /// <summary>The values of a field as numbers.</summary>
    public static List<int> Values(ulong bits)
    {
        var values = new List<int>();
        for (; bits != 0; bits &= bits - 1)
        {
            values.Add(BitOperations.TrailingZeroCount(bits));
        }

        return values;
    }

    public static bool IsRun(List<int> values) => values.Count >= 3 && values[^1] - values[0] == values.Count - 1;

    /// <summary>When within the day; <paramref name="isOften"/> tells whether it sounds complete without "every day".</summary>
    public string Times(List<int> seconds, List<int> minutes, List<int> hours, out bool isOften)
    {
        isOften = false;
        if (seconds.Count * minutes.Count * hours.Count <= MostTimes)
        {
            return words.At([.. from hour in hours from minute in minutes from second in seconds select words.Clock(hour, minute, second)]);
        }

        isOften = hours.Count == 24;
        if (seconds is not [0])
        {
            var step = Step(seconds, 60);
            return (step, minutes.Count) switch
            {
                ( > 0, 60) => Within(words.Every(step, TimeUnit.Second), hours, 0, 59),
                ( > 0, _) => Within($"{words.Every(step, TimeUnit.Second)} {words.InMinutes(minutes)}", hours, 0, 59),
                (_, 60) => Within(words.AtSeconds(seconds, true), hours, 0, 59),
                _ => Within($"{words.AtSeconds(seconds, false)} {words.InMinutes(minutes)}", hours, 0, 59),
            };
        }

        if (minutes is [0] && (Step(hours, 24) is > 0 and var hourStep))
        {
            isOften = true;
            return words.Every(hourStep, TimeUnit.Hour);
        }

        return minutes is [var past] && hours.Count < 24 && Pace(hours) is > 0 and var pace
            ? $"{words.Every(pace, TimeUnit.Hour)} {words.Between(words.Clock(hours[0], past, 0), words.Clock(hours[^1], past, 0))}"
            : Step(minutes, 60) is > 0 and var minuteStep ? Within(words.Every(minuteStep, TimeUnit.Minute), hours, minutes[0], minutes[^1])
            : Within(words.AtMinutes(minutes, hours.Count == 24), hours, minutes[0], minutes[^1]);
    }

    public string Weekdays(List<int> days) => IsRun(days) ? words.OnWeekdayRange(days[0], days[^1]) : words.OnWeekdays(days);

    public string Months(List<int> months) => IsRun(months) ? words.InMonthRange(months[0], months[^1]) : words.InMonths(months);

    public string Days(List<DayWord> days, int month)
    {
        var numbers = days.Where(day => day.Kind == DayWordKind.Number).Select(day => day.Number).ToList();
        return numbers.Count == days.Count && IsRun(numbers) ? words.OnDayRange(numbers[0], numbers[^1], month) : words.OnDays(days, month);
    }

    /// <summary>The parts one after the other; a second range is set off by a comma.</summary>
    public string Join(params ReadOnlySpan<string?> parts)
    {
        var sentence = new System.Text.StringBuilder();
        var hasRange = false;
        foreach (var part in parts)
        {
            if (part is null)
            {
                continue;
            }

            var isRange = words.RangeStarts.Any(start => part.StartsWith(start, StringComparison.Ordinal));
            sentence.Append(sentence.Length == 0 ? "" : isRange && hasRange ? ", " : " ").Append(part);
            hasRange |= isRange || words.RangeStarts.Any(start => part.Contains(' ' + start, StringComparison.Ordinal));
        }

        return sentence.ToString();
    }

    private string Within(string often, List<int> hours, int firstMinute, int lastMinute) =>
        hours.Count == 24 ? often
        : Pace(hours) == 1 || hours.Count == 1 ? $"{often} {words.Between(words.Clock(hours[0], firstMinute, 0), words.Clock(hours[^1], lastMinute, 0))}"
        : $"{often} {words.InHours(hours)}";

    /// <summary>The even distance of values; 0 when they have none.</summary>
    private static int Pace(List<int> values)
    {
        var pace = values.Count < 2 ? 0 : values[1] - values[0];
        return values.Select((value, i) => value == values[0] + i * pace).All(isEven => isEven) ? pace : 0;
    }

    /// <summary>The step of values that begin with 0 and go on evenly over the end; 0 when they do not.</summary>
    private static int Step(List<int> values, int count)
    {
        if (values.Count < 2 || values[0] != 0 || count % values.Count != 0)
        {
            return 0;
        }

        var step = count / values.Count;
        return values.Select((value, i) => value == i * step).All(isEven => isEven) ? step : 0;
    }
}
