namespace Carillon.Time;

internal ref partial struct CronReader
{
    private const int MostDaysBeforeLast = 30;

    private bool ReadQuestionMark(bool isFirst)
    {
        if (!isFirst || _end - _at > 1)
        {
            return Fail(_at, Rest(), "'?' stands alone", "'?' and nothing else");
        }

        _at++;
        _traits = CronTraits.Star | CronTraits.Pattern;
        _bits = _spec.AllValues;
        return true;
    }

    /// <summary>Reads <c>L</c>, <c>L-3</c>, <c>LW</c>, <c>L-3W</c> or <c>LW-2</c> as a day of the month; <c>L</c> as a day of the week.</summary>
    private bool ReadLast(bool isFirst)
    {
        var start = _at++;
        if (IsDaysOfWeek)
        {
            if (!_dialect.Has(CronSyntax.SundayIsOne) || !isFirst || _end - start > 1)
            {
                return Fail(start, 1, "'L' needs a day of the week before it", ExpectedItem());
            }

            Set(_spec.Max, _spec.Max, 1);
            return true;
        }

        if (!ReadDaysBefore("L-", out var before))
        {
            return false;
        }

        if (_at < _end && _text[_at] is 'W' or 'w' && _dialect.Has(CronSyntax.NearestWeekday) && (before == 0 || !_dialect.Has(CronSyntax.ShortLast)))
        {
            _at++;
            var less = 0;
            if (before == 0 && _dialect.Has(CronSyntax.BeforeLastWeekday) && !ReadDaysBefore("LW-", out less))
            {
                return false;
            }

            (LastWeekdays, DaysBeforeLastWeekday) = less == 0 ? (LastWeekdays | 1u << before, DaysBeforeLastWeekday) : (LastWeekdays, DaysBeforeLastWeekday | 1u << less);
        }
        else
        {
            DaysFromEnd |= 1u << (31 - before);
        }

        return IsAlone(start, isFirst);
    }

    /// <summary>Reads <c>-3</c> where it stands; no days otherwise.</summary>
    private bool ReadDaysBefore(string what, out int days)
    {
        days = 0;
        if (_at == _end || _text[_at] != '-')
        {
            return true;
        }

        var (number, fewest) = (++_at, _dialect.Has(CronSyntax.ShortLast) ? 1 : 0);
        return ReadNumber(out days) && days >= fewest && days <= MostDaysBeforeLast
            || Fail(number, _at - number, $"'{what}' needs a number of days from {fewest} to {MostDaysBeforeLast}", $"a number from {fewest} to {MostDaysBeforeLast}");
    }

    /// <summary>Reads what follows a day: <c>W</c> after a day of the month, <c>L</c> or <c>#2</c> after a day of the week.</summary>
    private bool ReadSpecial(int day, int start, bool isFirst)
    {
        var sign = char.ToUpperInvariant(_text[_at]);
        var syntax = sign switch { 'W' => CronSyntax.NearestWeekday, 'L' => CronSyntax.Last, _ => CronSyntax.Nth };
        if (!_dialect.Has(syntax) || IsDaysOfWeek == (sign == 'W'))
        {
            return Unexpected();
        }

        _at++;
        var n = 6;
        switch (sign)
        {
            case 'W':
                Weekdays |= 1u << day | (day > 28 && _dialect.Has(CronSyntax.ClampedWeekday) ? 1u : 0);
                return IsAlone(start, isFirst);
            case '#':
                var number = _at;
                if (!ReadNumber(out n) || n is < 1 or > 5)
                {
                    return Fail(number, Math.Max(_at - number, Rest()), "'#' needs a number of a week from 1 to 5", "a number from 1 to 5");
                }

                break;
        }

        NthDays |= 1ul << (7 * (n - 1) + (day - Min) % 7);
        return IsAlone(start, isFirst);
    }

    /// <summary>Whether a special day may stand in a list, where it does.</summary>
    private bool IsAlone(int start, bool isFirst)
    {
        var isList = !isFirst || _at < _end && _text[_at] == ',';
        return !isList || _dialect.Has(IsDaysOfWeek ? CronSyntax.ListsOfWeekDays : CronSyntax.ListsOfMonthDays)
            || Fail(start, _at - start, $"'{_text[start.._at]}' cannot be part of a list in the {_dialect.Name} dialect", "one day alone");
    }
}
