namespace Carillon.Time;

internal ref partial struct CronReader
{
    // Every month has that many days.
    private const int ShortestMonth = 28;

    /// <summary>Reads <c>H</c>, <c>H(0-7)</c>, <c>H/15</c> or <c>H(0-29)/10</c>: a value, or the first of several, that the seed decides.</summary>
    private bool ReadHash()
    {
        var start = _at++;
        if (_seed is not { } seed)
        {
            return Fail(start, 1, "'H' needs a seed to decide its value", "an expression without 'H', or a seed");
        }

        var (low, high) = (Min, _spec.Field switch { CronField.DaysOfMonth => ShortestMonth, CronField.DaysOfWeek => Min + 6, _ => _spec.Max });
        if (_at < _end && _text[_at] == '(')
        {
            _at++;
            if (!ReadValue(out low))
            {
                return false;
            }

            if (_at == _end || _text[_at] != '-')
            {
                return Fail(_at, Math.Min(1, _end - _at), "'H(' needs a range", "'-'");
            }

            _at++;
            if (!ReadValue(out high))
            {
                return false;
            }

            if (_at == _end || _text[_at] != ')')
            {
                return Fail(_at, Math.Min(1, _end - _at), "'H(' is not closed", "')'");
            }

            _at++;
            if (high < low)
            {
                return Fail(start, _at - start, $"the range of '{_text[start.._at]}' goes backwards", "a range from a lower to a higher value");
            }
        }

        var step = high - low + 1;
        if (_at < _end && _text[_at] == '/')
        {
            _traits |= CronTraits.Pattern;
            if (!ReadStep(out step))
            {
                return false;
            }
        }

        var first = low + (int)(Hash((uint)seed, (uint)_spec.Field) % (uint)Math.Min(step, high - low + 1));
        Set(first, high, step);
        return true;
    }

    /// <summary>Mixes seed and field; the same for ever, since runs must not move with a new version of the library. (SplitMix64.)</summary>
    private static ulong Hash(uint seed, uint field)
    {
        var z = ((ulong)field << 32 | seed) + 0x9E37_79B9_7F4A_7C15;
        z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
        return z ^ z >> 31;
    }
}
