using NodaTime;

namespace Carillon.Time;

internal sealed partial class RecurrenceReader
{
    private const int HighestInterval = 100_000;

    private RecurrenceRule? ReadRule(ScheduleWord text, RecurrenceStart start)
    {
        var rule = new RecurrenceRule();
        var parts = new Dictionary<string, ScheduleWord>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in Pieces(text, ';'))
        {
            var equals = part.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return Fail<RecurrenceRule>($"'{part.Text}' is no part of a rule.", "RRULE", part, "NAME=value");
            }

            var (name, value) = (part.Text[..equals].ToUpperInvariant(), new ScheduleWord(part.Text[(equals + 1)..], part.Offset + equals + 1));
            if (!parts.TryAdd(name, part))
            {
                return Fail<RecurrenceRule>($"{name} comes twice.", name, part, "it once");
            }

            if (ReadPart(rule, name, part, value, start) is not { } more)
            {
                return null;
            }

            rule = more;
        }

        return Check(rule, text, parts);
    }

    private RecurrenceRule? ReadPart(RecurrenceRule rule, string name, ScheduleWord part, ScheduleWord value, RecurrenceStart start)
    {
        switch (name)
        {
            case "FREQ":
                return Frequency(value) is { } frequency ? rule with { Frequency = frequency } : null;
            case "INTERVAL":
                return Number(name, value, 1, HighestInterval) is { } interval ? rule with { Interval = interval } : null;
            case "COUNT":
                return Number(name, value, 1, RecurrenceSchedule.HighestCount) is { } count ? rule with { Count = count } : null;
            case "UNTIL":
                return Until(rule, value, start);
            case "WKST":
                return RecurrenceDay.Read(value.Text) is not IsoDayOfWeek.None and var day ? rule with { WeekStart = day } : NoDay(name, value);
            case "BYMONTH":
                return Numbers(name, value, 12, signed: false) is { } months ? rule with { Months = months } : null;
            case "BYMONTHDAY":
                return Numbers(name, value, 31, signed: true) is { } monthDays ? rule with { MonthDays = monthDays } : null;
            case "BYSETPOS":
                return Numbers(name, value, 366, signed: true) is { } positions ? rule with { Positions = positions } : null;
            case "BYDAY":
                return Days(value) is { } days ? rule with { Days = days } : null;
            case "BYHOUR" or "BYMINUTE" or "BYSECOND" or "BYYEARDAY" or "BYWEEKNO" or "RSCALE" or "SKIP":
                return Fail<RecurrenceRule>($"{name} is not supported.", name, part, "FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYMONTHDAY, BYDAY or BYSETPOS");
            default:
                return Fail<RecurrenceRule>($"'{name}' is no part of a rule.", "RRULE", part, "FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYMONTHDAY, BYDAY or BYSETPOS");
        }
    }

    private RecurrenceRule? Check(RecurrenceRule rule, ScheduleWord text, Dictionary<string, ScheduleWord> parts)
    {
        var counts = rule.Frequency == RecurrenceFrequency.Monthly || rule.Months.Count > 0 ? 5 : 53;
        var wrong = !parts.ContainsKey("FREQ") ? ("FREQ is missing.", "FREQ", text, "FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
            : rule is { Count: not null } and ({ Until: not null } or { UntilInstant: not null }) ? ("COUNT and UNTIL exclude each other.", "UNTIL", parts["UNTIL"], "one of them")
            : rule.Frequency == RecurrenceFrequency.Weekly && rule.MonthDays.Count > 0 ? ("BYMONTHDAY does not go with FREQ=WEEKLY.", "BYMONTHDAY", parts["BYMONTHDAY"], "BYDAY")
            : rule.Frequency < RecurrenceFrequency.Monthly && rule.Days.Any(d => d.Number != 0)
                ? ("A day with a number needs FREQ=MONTHLY or YEARLY.", "BYDAY", parts["BYDAY"], "days without numbers")
            : rule.Days.Any(d => Math.Abs(d.Number) > counts) ? ("No month has more than five of a day of the week.", "BYDAY", parts["BYDAY"], "numbers up to 5")
            : rule.Positions.Count > 0 && rule.Days.Count + rule.MonthDays.Count + rule.Months.Count == 0
                ? ("BYSETPOS needs a set to choose from.", "BYSETPOS", parts["BYSETPOS"], "BYDAY, BYMONTHDAY or BYMONTH beside it")
            : default((string, string, ScheduleWord, string)?);
        return wrong is var (message, field, word, expected) ? Fail<RecurrenceRule>(message, field, word, expected) : rule;
    }

    private RecurrenceFrequency? Frequency(ScheduleWord value)
    {
        foreach (var frequency in Enum.GetValues<RecurrenceFrequency>())
        {
            if (value.Is(frequency.ToString()))
            {
                return frequency;
            }
        }

        Refuse(value.Text.ToUpperInvariant() is "HOURLY" or "MINUTELY" or "SECONDLY" ? $"FREQ={value.Text} is not supported." : $"'{value.Text}' is no frequency.",
            "FREQ", value, "DAILY, WEEKLY, MONTHLY or YEARLY");
        return null;
    }

    private RecurrenceRule? Until(RecurrenceRule rule, ScheduleWord value, RecurrenceStart start)
    {
        var expected = start.IsDate ? "a date such as 20261231" : "a time such as 20261231T235959Z";
        if (RecurrenceStart.Read(value.Text) is not { } until)
        {
            return Fail<RecurrenceRule>($"'{value.Text}' is no date or time.", "UNTIL", value, expected);
        }

        if (until.IsDate != start.IsDate)
        {
            return Fail<RecurrenceRule>("UNTIL must be a date when the start is one, and a time when the start is one.", "UNTIL", value, expected);
        }

        return start.IsUtc && !until.IsUtc ? NeedsZ<RecurrenceRule>("UNTIL", value)
            : IsOnOtherClocks(until, start) ? rule with { UntilInstant = until.Local.InUtc().ToInstant() }
            : rule with { Until = until.Local };
    }

    private List<RecurrenceDay>? Days(ScheduleWord value)
    {
        var days = new List<RecurrenceDay>();
        foreach (var item in Pieces(value, ','))
        {
            var split = Math.Max(0, item.Text.Length - 2);
            var number = split == 0 ? 0 : TextForm.ReadNumber(item.Text[..split]);
            var day = RecurrenceDay.Read(item.Text[split..]);
            if (day == IsoDayOfWeek.None || number is null or < -53 or > 53 || (split > 0 && number == 0))
            {
                return Fail<List<RecurrenceDay>>($"'{item.Text}' is no day.", "BYDAY", item, "MO to SU, with a number from 1 to 53 or -1 to -53 before it if need be");
            }

            days.Add(new(number.Value, day));
        }

        return [.. days.Distinct()];
    }

    private List<int>? Numbers(string name, ScheduleWord value, int highest, bool signed)
    {
        var numbers = new List<int>();
        foreach (var item in Pieces(value, ','))
        {
            if (TextForm.ReadNumber(item.Text) is not { } number || number == 0 || number > highest || number < (signed ? -highest : 1))
            {
                return Fail<List<int>>($"'{item.Text}' is no value of {name}.", name, item, signed ? $"1 to {highest} or -1 to -{highest}" : $"1 to {highest}");
            }

            numbers.Add(number);
        }

        return [.. numbers.Distinct().Order()];
    }

    private int? Number(string name, ScheduleWord value, int lowest, int highest)
    {
        if (TextForm.ReadNumber(value.Text) is { } number && number >= lowest && number <= highest)
        {
            return number;
        }

        Refuse($"'{value.Text}' is no value of {name}.", name, value, $"{lowest} to {highest}");
        return null;
    }

    private RecurrenceRule? NoDay(string name, ScheduleWord value) => Fail<RecurrenceRule>($"'{value.Text}' is no day of the week.", name, value, "MO to SU");
}
