namespace Carillon.Time;

internal ref partial struct CronReader
{
    private readonly bool IsDaysOfWeek => _spec.Field == CronField.DaysOfWeek;

    // In the numbers of the dialect.
    private readonly int Min => IsDaysOfWeek && _dialect.Has(CronSyntax.SundayIsOne) ? 1 : _spec.Min;

    /// <summary>Reads one item of a list: a value, a range, a star or a special day, perhaps with a step.</summary>
    private bool ReadItem(bool isFirst)
    {
        var start = _at;
        if (_at == _end || _text[_at] == ',')
        {
            return Missing();
        }

        var (low, high, isOpen) = (Min, _spec.Max, false);
        switch (_text[_at])
        {
            case '*':
                _at++;
                _traits |= CronTraits.Pattern | (isFirst ? CronTraits.LeadingStar : 0);
                high = IsDaysOfWeek && low == 0 ? 6 : high;
                break;
            case '?' when _dialect.Has(IsDay() ? CronSyntax.QuestionMark : CronSyntax.QuestionMarkAnywhere):
                return ReadQuestionMark(isFirst);
            case 'H' or 'h' when _dialect.Has(CronSyntax.Hash):
                return ReadHash();
            case 'L' or 'l' when IsDay() && _dialect.Has(CronSyntax.Last):
                return ReadLast(isFirst);
            default:
                if (!ReadValue(out low))
                {
                    return false;
                }

                high = low;
                if (_at < _end && _text[_at] == '-')
                {
                    _at++;
                    _traits |= CronTraits.Pattern;
                    if (!ReadValue(out high))
                    {
                        return false;
                    }

                    if (high < low && (_spec.Field == CronField.Years || !_dialect.Has(CronSyntax.WrapAround)))
                    {
                        return Backwards(start);
                    }
                }
                else if (_at < _end && IsDay() && _text[_at] is 'L' or 'l' or 'W' or 'w' or '#')
                {
                    return ReadSpecial(low, start, isFirst);
                }
                else
                {
                    isOpen = true;
                }

                break;
        }

        var step = 1;
        if (_at < _end && _text[_at] == '/')
        {
            if (isOpen && !_dialect.Has(CronSyntax.OpenStep))
            {
                return SteplessValue();
            }

            _traits |= CronTraits.Pattern;
            high = isOpen ? _spec.Max : high;
            if (!ReadStep(out step))
            {
                return false;
            }
        }

        Set(low, high, step);
        return true;
    }

    private bool ReadStep(out int step)
    {
        _at++;
        var start = _at;
        if (!ReadNumber(out step))
        {
            return MissingStep();
        }

        if (step > _spec.Max && _dialect.Has(CronSyntax.LongStep))
        {
            step = _spec.Max + 1;
            return true;
        }

        // As many as leave something to step over: */60 would say nothing else than 0.
        return step >= 1 && step <= _spec.Max || NoStep(start);
    }

    /// <summary>Sets the values from low to high; with high below low around the end of the field.</summary>
    private void Set(int low, int high, int step)
    {
        if (_spec.Field == CronField.Years)
        {
            for (var year = low; year <= high; year += step)
            {
                Years = Years.With(year);
            }

            return;
        }

        if (IsDaysOfWeek)
        {
            // Both 0 and 7 are Sunday, so a week has seven values whatever the dialect calls them.
            var days = Values(low - Min, (high < low ? high + 7 : high) - Min, step);
            _bits |= (days | days >> 7) & CronDays.AllOfWeek;
        }
        else if (low <= high)
        {
            _bits |= Values(low, high, step);
        }
        else
        {
            var around = _spec.Max - _spec.Min + 1;
            for (var value = low; value <= high + around; value += step)
            {
                _bits |= 1ul << (value > _spec.Max ? value - around : value);
            }
        }
    }

    private static ulong Values(int low, int high, int step)
    {
        if (step == 1)
        {
            return (2ul << high) - (1ul << low);
        }

        var bits = 0ul;
        for (var value = low; value <= high; value += step)
        {
            bits |= 1ul << value;
        }

        return bits;
    }

    private readonly bool IsDay() => _spec.Field is CronField.DaysOfMonth or CronField.DaysOfWeek;
}
