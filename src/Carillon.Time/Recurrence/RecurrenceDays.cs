using NodaTime;

namespace Carillon.Time;

/// <summary>The days of a recurrence from its start on, as days since 1970-01-01, without regard to <c>COUNT</c>, <c>UNTIL</c> and <c>EXDATE</c>.</summary>
internal sealed class RecurrenceDays
{
    private readonly RecurrenceRule _rule;
    private readonly RecurrencePeriods _periods;
    private readonly int _start;
    private readonly uint _months;
    private readonly bool _countsInMonth;

    public RecurrenceDays(RecurrenceRule rule, LocalDate start)
    {
        _rule = rule.FilledFrom(start);
        _start = Calendar.FirstOfMonth(start.Year, start.Month) + start.Day - 1;
        _periods = new RecurrencePeriods(rule.Frequency, rule.WeekStart, _start);
        _countsInMonth = rule.Frequency == RecurrenceFrequency.Monthly || rule.Months.Count > 0;
        _months = _rule.Months.Count == 0 ? uint.MaxValue : _rule.Months.Aggregate(0u, (all, month) => all | 1u << month);
    }

    /// <summary>The first day at or after one; <see cref="int.MaxValue"/> when there is none.</summary>
    public int Next(int from)
    {
        var empty = 0;
        for (var day = Math.Max(from, _start); day <= LocalSeconds.LastDay && empty <= _periods.Cycle; empty++)
        {
            var index = _periods.IndexOf(day);
            if (index % _rule.Interval is not 0 and var rest)
            {
                index += _rule.Interval - rest;
                day = FirstDay(index);
                if (day > LocalSeconds.LastDay)
                {
                    break;
                }
            }

            var found = _rule.Positions.Count > 0 ? Picked(index).FirstOrDefault(picked => picked >= day, int.MaxValue) : Scan(day, _periods.LastDay(index));
            if (found != int.MaxValue)
            {
                return found;
            }

            day = FirstDay(index + _rule.Interval);
        }

        return int.MaxValue;
    }

    /// <summary>The day with a number, 1 for the first; <see cref="int.MaxValue"/> when the calendar ends before it.</summary>
    public int Nth(int number)
    {
        var day = Next(_start);
        while (day != int.MaxValue && number > 1)
        {
            // A whole period at a time where its days are picked: picking anew for each of them takes the square of the time.
            var (index, counted) = (_periods.IndexOf(day), 1);
            if (_rule.Positions.Count > 0)
            {
                var picked = Picked(index).Where(found => found >= day).ToList();
                if (picked.Count >= number)
                {
                    return picked[number - 1];
                }

                (day, counted) = (picked[^1], picked.Count);
            }

            number -= counted;
            day = day < LocalSeconds.LastDay ? Next(day + 1) : int.MaxValue;
        }

        return day;
    }

    /// <summary>The last day at or before one; <see cref="int.MinValue"/> when there is none.</summary>
    public int Previous(int from)
    {
        var empty = 0;
        for (var day = from; day >= _start && empty <= _periods.Cycle; empty++)
        {
            var index = _periods.IndexOf(day);
            if (index % _rule.Interval is not 0 and var rest)
            {
                index -= rest;
                day = _periods.LastDay(index);
            }

            var first = Math.Max(_periods.FirstDay(index), _start);
            var found = _rule.Positions.Count > 0 ? Picked(index).LastOrDefault(picked => picked <= day && picked >= first, int.MinValue) : ScanBack(day, first);
            if (found != int.MinValue)
            {
                return found;
            }

            day = _periods.FirstDay(index) - 1;
        }

        return int.MinValue;
    }

    private int FirstDay(int index) => _periods.FirstDay(index) is not int.MaxValue and var first ? first : LocalSeconds.LastDay + 1;

    private int Scan(int day, int last)
    {
        while (day <= last)
        {
            var (year, month, dayOfMonth) = Calendar.Date(day);
            var length = Calendar.Length(year, month);
            for (var end = Math.Min(last, day + length - dayOfMonth); IsIn(month) && day <= end; day++, dayOfMonth++)
            {
                if (Matches(day, year, dayOfMonth, length))
                {
                    return day;
                }
            }

            day += length - dayOfMonth + 1;
        }

        return int.MaxValue;
    }

    private int ScanBack(int day, int first)
    {
        while (day >= first)
        {
            var (year, month, dayOfMonth) = Calendar.Date(day);
            var length = Calendar.Length(year, month);
            for (var end = Math.Max(first, day - dayOfMonth + 1); IsIn(month) && day >= end; day--, dayOfMonth--)
            {
                if (Matches(day, year, dayOfMonth, length))
                {
                    return day;
                }
            }

            day -= dayOfMonth;
        }

        return int.MinValue;
    }

    private IEnumerable<int> Picked(int index)
    {
        var days = new List<int>();
        var last = _periods.LastDay(index);
        for (var day = Scan(_periods.FirstDay(index), last); day <= last; day = Scan(day + 1, last))
        {
            days.Add(day);
        }

        return _rule.Positions.Select(position => position > 0 ? position - 1 : days.Count + position)
            .Where(place => place >= 0 && place < days.Count).Distinct().Order().Select(place => days[place]);
    }

    private bool IsIn(int month) => (_months >> month & 1) != 0;

    private bool Matches(int day, int year, int dayOfMonth, int length)
    {
        if (_rule.MonthDays.Count > 0 && !_rule.MonthDays.Contains(dayOfMonth) && !_rule.MonthDays.Contains(dayOfMonth - length - 1))
        {
            return false;
        }

        if (_rule.Days.Count == 0)
        {
            return true;
        }

        var (before, after) = (dayOfMonth - 1, length - dayOfMonth);
        if (!_countsInMonth)
        {
            (before, after) = (day - Calendar.FirstOfMonth(year, 1), Calendar.FirstOfMonth(year, 12) + 30 - day);
        }

        var dayOfWeek = Calendar.DayOfWeek(day);
        foreach (var wanted in _rule.Days)
        {
            if (wanted.Is(dayOfWeek, before / 7 + 1, after / 7 + 1))
            {
                return true;
            }
        }

        return false;
    }
}
