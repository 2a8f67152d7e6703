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
            return value >= Min && value <= _spec.Max && _at - start <= MostDigits || NoValue(start);
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
        var rest = _text[_at.._end];
        var digits = 0;
        for (number = 0; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
        {
            // More digits than any value has are all the same: too many.
            number = digits < MostDigits ? number * 10 + rest[digits] - '0' : int.MaxValue;
        }

        _at += digits;
        return digits > 0;
    }
}
