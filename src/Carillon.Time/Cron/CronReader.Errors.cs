namespace Carillon.Time;

// Apart from the reading: writing sentences makes a method slow to enter, even when it has none to write.
internal ref partial struct CronReader
{
    private bool Missing() => Fail(_at, 0, "a value is missing", ExpectedItem());

    private bool NoValue(int start) => Fail(start, _at - start, $"{_text[start.._at]} is not a value from {Min} to {_spec.Max}", ExpectedItem());

    private bool Backwards(int start) =>
        Fail(start, _at - start, $"the range '{_text[start.._at]}' goes backwards, which the {_dialect.Name} dialect does not allow here", "a range from a lower to a higher value");

    private bool SteplessValue() => Fail(_at, 1, $"a step needs '*' or a range before it in the {_dialect.Name} dialect", "a range such as '0-30', or '*', before the step");

    private bool MissingStep() => Fail(_at, Rest(), "a step is missing", ExpectedStep());

    private bool NoStep(int start) => Fail(start, _at - start, $"the step {_text[start.._at]} is not a number from 1 to {_spec.Max}", ExpectedStep());

    private bool Unexpected() => _at == _end
        ? Missing()
        : Fail(_at, Math.Max(1, Rest()), $"'{_text.Slice(_at, Math.Max(1, Rest()))}' is not understood here in the {_dialect.Name} dialect", ExpectedItem());

    /// <summary>How many characters there are to the next comma or the end of the field.</summary>
    private readonly int Rest()
    {
        var comma = _text[_at.._end].IndexOf(',');
        return comma < 0 ? _end - _at : comma;
    }

    private readonly string ExpectedItem() =>
        _spec.Names.Length == 0 ? $"a value from {Min} to {_spec.Max}" : $"a value from {Min} to {_spec.Max} or a name such as {_spec.Names.AsSpan(3, 3)}";

    private readonly string ExpectedStep() => _dialect.Has(CronSyntax.LongStep) ? "a step of 1 or more" : $"a step from 1 to {_spec.Max}";

    private bool Fail(int offset, int length, string problem, string expected)
    {
        Error = new($"{char.ToUpperInvariant(_spec.Name[0])}{_spec.Name.AsSpan(1)}: {problem}.", _spec.Name, offset, length, expected);
        return false;
    }
}
