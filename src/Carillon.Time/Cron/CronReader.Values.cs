namespace Carillon.Time;

internal ref partial struct CronReader
{
    private const int MostDigits = 4;
    private const int MostPlainDigits = 2;
    private const int NameLength = 3;

    /// <summary>Reads a value as most are: one or two digits or a name, with nothing but a comma after it. Leaves all else where it is.</summary>
    private bool ReadPlain()
    {
        var (at, value) = (_at, 0);
        for (; at < _end && at < _at + MostPlainDigits && char.IsAsciiDigit(_text[at]); at++)
        {
            value = value * 10 + _text[at] - '0';
        }

        if (at > _at ? IsDaysOfWeek || value < _spec.Min || value > _spec.Max : !ReadPlainName(ref at, out value))
        {
            return false;
        }

        if (at < _end && _text[at] != ',')
        {
            return false;
        }

        (_at, _bits) = (at, _bits | 1ul << value);
        return true;
    }

    private readonly bool ReadPlainName(ref int at, out int bit)
    {
        var name = _spec.NameAt(_text[at.._end]);
        (at, bit) = (at + NameLength, name + _spec.Min);
        return name >= 0;
    }

    /// <summary>Reads a number or a name; a day of the week in the numbers of the dialect.</summary>
    private bool ReadValue(out int value)
    {
        var start = _at;
        if (ReadNumber(out value))
        {
            return value >= Min && value <= _spec.Max && _at - start <= MostDigits || NoValue(start);
        }

        var name = _spec.NameAt(_text[_at.._end]);
        if (name < 0)
        {
            return Unexpected();
        }

        _at += NameLength;
        value = IsDaysOfWeek ? name + (name == 0 && _dialect.Has(CronSyntax.SundayIsSeven) ? 7 : Min) : name + 1;
        return true;
    }

    private bool ReadNumber(out int number)
    {
        var (start, at) = (_at, _at);
        for (number = 0; at < _end && char.IsAsciiDigit(_text[at]); at++)
        {
            // More digits than any value has are all the same: too many.
            number = at - start < MostDigits ? number * 10 + _text[at] - '0' : int.MaxValue;
        }

        _at = at;
        return at > start;
    }
}
