using NodaTime;

namespace Carillon.Time;

/// <summary>Reads the text of a schedule by the grammar at <see cref="ScheduleText"/>. A null result means that there is an error.</summary>
internal sealed partial class ScheduleReader(string text)
{
    private const int MaxDepth = 50;
    private const int MaxParts = 1_000;
    private readonly List<ScheduleWord> _words = ScheduleWord.Split(text);
    private int _next;
    private int _depth;
    private int _parts;

    public ScheduleParseError? Error { get; private set; }

    public ScheduleText? Read()
    {
        if (_words is [var first, ..] && first.Is("every"))
        {
            return Every();
        }

        if (Combined() is not { } schedule)
        {
            return null;
        }

        return _next == _words.Count ? new ScheduleText(schedule) : Unexpected<ScheduleText>(null, "'and', 'except' or the end");
    }

    private ScheduleText? Every()
    {
        _next = 1;
        if (Take("every", "an ISO 8601 duration such as PT90M") is not { } length)
        {
            return null;
        }

        if (DurationText.ReadDuration(length.Text) is not { } period || period <= Duration.Zero || Microseconds.ToDuration(period.ToMicroseconds()) != period)
        {
            return Fail<ScheduleText>($"'{length.Text}' is no duration of whole microseconds above zero.", "every", length, "an ISO 8601 duration such as PT90M");
        }

        if (Take("from", "'from'") is not { } from)
        {
            return null;
        }

        if (!from.Is("from"))
        {
            return Fail<ScheduleText>($"'{from.Text}' is not 'from'.", "from", from, "'from'");
        }

        if (Take("from", "an instant such as 2026-01-01T00:00:00Z") is not { } start)
        {
            return null;
        }

        if (DurationText.ReadInstant(start.Text) is not { } activation)
        {
            return Fail<ScheduleText>($"'{start.Text}' is no instant.", "from", start, "an instant such as 2026-01-01T00:00:00Z");
        }

        return _next == _words.Count ? new ScheduleText(new TickSchedule(activation, period)) : Unexpected<ScheduleText>(null, "the end");
    }

    private LocalSchedule? Combined()
    {
        var schedule = Operand();
        while (schedule is not null && _next < _words.Count && _words[_next].Text != "]")
        {
            var word = _words[_next++];
            if (word.Is("and"))
            {
                _next--;
                schedule = Union(schedule);
            }
            else if (word.Is("except"))
            {
                schedule = !IsRoomFor(word) ? null
                    : _next < _words.Count && (char.IsAsciiDigit(_words[_next].Text[0]) || _words[_next].Text[0] == '-') ? ExceptDates(schedule)
                    : Operand() is { } part ? new ExceptSchedule(schedule, part) : null;
            }
            else
            {
                _next--;
                return Unexpected<LocalSchedule>(null, "'and', 'except' or the end");
            }
        }

        return schedule;
    }

    /// <summary>All the parts in a row at once: a union for each of them would copy the ones before it.</summary>
    private UnionSchedule? Union(LocalSchedule first)
    {
        var parts = new List<LocalSchedule> { first };
        while (_next < _words.Count && _words[_next].Is("and"))
        {
            if (!IsRoomFor(_words[_next++]) || Operand() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return new UnionSchedule(parts);
    }

    /// <summary>Whether one part more is allowed: each may nest one level deeper, and the stack is not endless.</summary>
    private bool IsRoomFor(ScheduleWord word) => ++_parts < MaxParts
        || Fail<string>($"There are more than {MaxParts} parts.", null, word, $"at most {MaxParts} parts") is not null;

    private LocalSchedule? Operand()
    {
        const string Expected = "weekly, monthly, once, cron:dialect, rrule or '['";
        if (Take(null, Expected) is not { } word)
        {
            return null;
        }

        return word.Text.ToUpperInvariant() switch
        {
            "[" => Bracket(word),
            "WEEKLY" => Weekly(),
            "MONTHLY" => Monthly(),
            "ONCE" => Once(),
            "RRULE" => Recurrence(),
            "EVERY" => Fail<LocalSchedule>("'every' counts elapsed time and cannot be combined with local times.", null, word, Expected),
            var name when name.StartsWith("CRON:", StringComparison.Ordinal) => Cron(word),
            _ => Fail<LocalSchedule>($"'{word.Text}' is no kind of schedule.", null, word, Expected),
        };
    }

    private LocalSchedule? Bracket(ScheduleWord bracket)
    {
        if (!IsRoomFor(bracket))
        {
            return null;
        }

        if (++_depth > MaxDepth)
        {
            return Fail<LocalSchedule>($"More than {MaxDepth} brackets are open.", null, bracket, "fewer brackets");
        }

        if (Combined() is not { } schedule)
        {
            return null;
        }

        _depth--;
        return _next++ < _words.Count ? schedule : Fail<LocalSchedule>("A bracket is not closed.", null, new("", text.Length), "']'");
    }

    private ScheduleWord? Take(string? field, string expected) =>
        _next < _words.Count ? _words[_next++] : Fail<object>("The text ends too early.", field, new("", text.Length), expected) as ScheduleWord?;

    private T? Unexpected<T>(string? field, string expected)
        where T : class => Fail<T>($"'{_words[_next].Text}' does not belong here.", field, _words[_next], expected);

    private T? Fail<T>(string message, string? field, ScheduleWord word, string expected)
        where T : class
    {
        Error ??= new(message, field, word.Offset, word.Text.Length, expected);
        return null;
    }
}
