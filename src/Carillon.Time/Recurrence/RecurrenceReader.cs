using NodaTime;

namespace Carillon.Time;

/// <summary>Reads the properties of a recurrence. A null result means that there is an error.</summary>
internal sealed partial class RecurrenceReader(string text)
{
    private const string Local = "a time such as 20260105T190000 or a date such as 20260105";

    private const string ZoneName = "TZID=";

    private readonly List<ScheduleWord> _exdates = [];
    private readonly List<ScheduleWord> _exdateZones = [];
    private readonly List<Instant> _excludedInstants = [];
    private ScheduleWord? _rule;
    private RecurrenceStart? _start;

    public ScheduleParseError? Error { get; private set; }

    public RecurrenceSchedule? Read()
    {
        foreach (var property in ScheduleWord.Split(text))
        {
            if (!ReadProperty(property))
            {
                return null;
            }
        }

        if (_start is null || _rule is not { } ruleText)
        {
            var missing = _start is null ? "DTSTART" : "RRULE";
            return Fail<RecurrenceSchedule>($"{missing} is missing.", missing, new("", text.Length), missing);
        }

        return ReadRule(ruleText, _start) is { } rule && ReadExdates(_start) is { } excluded && LastDay(rule, _start, ruleText) is { } last
            ? new RecurrenceSchedule(_start, rule, excluded, _excludedInstants, last)
            : null;
    }

    private bool ReadProperty(ScheduleWord property)
    {
        const string Expected = "DTSTART, RRULE or EXDATE";
        var colon = property.Text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return Refuse("A property needs a colon and a value.", null, property, Expected);
        }

        var pieces = Pieces(property with { Text = property.Text[..colon] }, ';').ToList();
        var value = new ScheduleWord(property.Text[(colon + 1)..], property.Offset + colon + 1);
        switch (pieces[0].Text.ToUpperInvariant())
        {
            case "DTSTART" when _start is null:
                return ReadStart(pieces.Skip(1), value);
            case "RRULE" when _rule is null:
                _rule = value;
                return pieces.Count == 1 || Refuse($"'{pieces[1].Text}' is no parameter of RRULE.", "RRULE", pieces[1], "no parameter");
            case "EXDATE":
                _exdates.AddRange(Pieces(value, ','));
                _exdateZones.AddRange(pieces.Skip(1).Where(IsZone).Select(zone => zone with { Text = zone.Text[ZoneName.Length..], Offset = zone.Offset + ZoneName.Length }));
                return Parameters(pieces.Skip(1), "EXDATE", out _);
            case "DTSTART" or "RRULE":
                return Refuse($"{pieces[0].Text} comes twice.", pieces[0].Text, pieces[0], "it once");
            default:
                return Refuse($"The property '{pieces[0].Text}' is not supported.", null, pieces[0], Expected);
        }
    }

    private bool ReadStart(IEnumerable<ScheduleWord> parameters, ScheduleWord value)
    {
        if (!Parameters(parameters, "DTSTART", out var zoneId))
        {
            return false;
        }

        _start = RecurrenceStart.Read(value.Text);
        if (_start is not null && zoneId is not null)
        {
            _start = _start.IsUtc || _start.IsDate ? null : _start with { ZoneId = zoneId };
        }

        return _start is not null || Refuse(
            zoneId is null ? $"'{value.Text}' is no date or time." : $"'{value.Text}' does not go with TZID.", "DTSTART", value, zoneId is null ? Local : "a local time such as 20260105T190000");
    }

    private bool Parameters(IEnumerable<ScheduleWord> parameters, string property, out string? zoneId)
    {
        zoneId = null;
        foreach (var parameter in parameters)
        {
            if (IsZone(parameter))
            {
                zoneId = parameter.Text[ZoneName.Length..];
            }
            else if (parameter.Text.ToUpperInvariant() is not ("VALUE=DATE" or "VALUE=DATE-TIME"))
            {
                return Refuse($"'{parameter.Text}' is no parameter of {property}.", property, parameter, "TZID or VALUE");
            }
        }

        return true;
    }

    private static bool IsZone(ScheduleWord parameter) =>
        parameter.Text.Length > ZoneName.Length && parameter.Text.StartsWith(ZoneName, StringComparison.OrdinalIgnoreCase);

    private List<LocalDateTime>? ReadExdates(RecurrenceStart start)
    {
        if (_exdateZones.Find(named => named.Text != start.ZoneId) is { Text: not null } other)
        {
            return Fail<List<LocalDateTime>>($"'{other.Text}' is not the zone of the start.", "EXDATE", other, start.ZoneId ?? "no zone");
        }

        var excluded = new List<LocalDateTime>();
        foreach (var word in _exdates)
        {
            if (RecurrenceStart.Read(word.Text) is not { } at)
            {
                return Fail<List<LocalDateTime>>($"'{word.Text}' is no date or time.", "EXDATE", word, Local);
            }

            if (at.IsDate)
            {
                excluded.Add(at.Local.Date + start.Local.TimeOfDay);
            }
            else if (start.IsUtc && !at.IsUtc)
            {
                return NeedsZ<List<LocalDateTime>>("EXDATE", word);
            }
            else if (IsOnOtherClocks(at, start))
            {
                _excludedInstants.Add(at.Local.InUtc().ToInstant());
            }
            else
            {
                excluded.Add(at.Local);
            }
        }

        return excluded;
    }

    /// <summary>Whether only a zone can tell which local time of the start it is.</summary>
    private static bool IsOnOtherClocks(RecurrenceStart at, RecurrenceStart start) => at.IsUtc && !start.IsUtc;

    private T? NeedsZ<T>(string field, ScheduleWord word)
        where T : class => Fail<T>("The start is in UTC, so this must end with Z too.", field, word, "a time such as 20260105T190000Z");

    /// <summary>The last day that the rule may name.</summary>
    private int? LastDay(RecurrenceRule rule, RecurrenceStart start, ScheduleWord ruleText)
    {
        var days = new RecurrenceDays(rule, start.Local.Date);
        var last = days.Next(LocalSeconds.FirstDay);
        if (last == int.MaxValue)
        {
            return int.MinValue;
        }

        if (rule.Until is { } until)
        {
            return RecurrenceSchedule.Day(until.Date) - (until.TimeOfDay < start.Local.TimeOfDay ? 1 : 0);
        }

        if (rule.UntilInstant is { } instant)
        {
            return Math.Min(RecurrenceSchedule.Day(instant.InUtc().Date) + RecurrenceSchedule.DaysAfterUntil, LocalSeconds.LastDay);
        }

        if (rule.Count is not { } count)
        {
            return LocalSeconds.LastDay;
        }

        last = days.Nth(count);
        if (last == int.MaxValue)
        {
            Refuse("The calendar ends before COUNT is reached.", "COUNT", ruleText, "a smaller COUNT");
            return null;
        }

        return last;
    }

    private static IEnumerable<ScheduleWord> Pieces(ScheduleWord word, char separator)
    {
        var offset = word.Offset;
        foreach (var piece in word.Text.Split(separator))
        {
            yield return new(piece, offset);
            offset += piece.Length + 1;
        }
    }

    private T? Fail<T>(string message, string? field, ScheduleWord word, string expected)
        where T : class
    {
        Error ??= new(message, field, word.Offset, word.Text.Length, expected);
        return null;
    }

    private bool Refuse(string message, string? field, ScheduleWord word, string expected) => Fail<string>(message, field, word, expected) is not null;
}
