namespace Carillon.Time;

internal ref partial struct CronReader
{
    private const int MostDigits = 4;

    /// <summary>Reads a number or a name; a day of the week in the numbers of the dialect.</summary>
    private bool ReadValue(out int value)
    {
        var start = _at;
        if (ReadNumber(out value))
        {
            return value >= Min && value <= _spec.Max && _at - start <= MostDigits
                || Fail(start, _at - start, $"{_text[start.._at]} is not a value from {Min} to {_spec.Max}", ExpectedItem());
        }

        var name = _spec.NameAt(_text[_at.._end]);
        if (name < 0)
        {
            return Unexpected();
        }

        _at += 3;
        value = IsDaysOfWeek ? name + (name == 0 && _dialect.Has(CronSyntax.SundayIsSeven) ? 7 : Min) : name + 1;
        return true;
    }

    private bool ReadNumber(out int number)
    {
        number = 0;
        var start = _at;
        for (; _at < _end && char.IsAsciiDigit(_text[_at]); _at++)
        {
            // More digits than any value has are all the same: too many.
            number = _at - start < MostDigits ? number * 10 + _text[_at] - '0' : int.MaxValue;
        }

        return _at > start;
    }

    /// <summary>How many characters there are to the next comma or the end of the field.</summary>
    private readonly int Rest()
    {
        var comma = _text[_at.._end].IndexOf(',');
        return comma < 0 ? _end - _at : comma;
    }

    private readonly string ExpectedItem() =>
        _spec.Names.Length == 0 ? $"a value from {Min} to {_spec.Max}" : $"a value from {Min} to {_spec.Max} or a name such as {_spec.Names.AsSpan(3, 3)}";

    private readonly string ExpectedStep() => _dialect.Has(CronSyntax.LongStep) ? "a step of 1 or more" : $"a step from 1 to {_spec.Max}";

    private bool Unexpected() => _at == _end
        ? Fail(_at, 0, "a value is missing", ExpectedItem())
        : Fail(_at, Math.Max(1, Rest()), $"'{_text.Slice(_at, Math.Max(1, Rest()))}' is not understood here in the {_dialect.Name} dialect", ExpectedItem());

    private bool Fail(int offset, int length, string problem, string expected)
    {
        Error = new($"{char.ToUpperInvariant(_spec.Name[0])}{_spec.Name.AsSpan(1)}: {problem}.", _spec.Name, offset, length, expected);
        return false;
    }
}
