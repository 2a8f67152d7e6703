using NodaTime;

namespace Carillon.Time;

/// <summary>
/// Opening hours on a local time line that knows no zone, measured by prefix sums: the open time from the beginning of the line to any
/// reading takes constant time, but for one binary search over the days that holidays change.
/// </summary>
/// <remarks>A reading is a duration since <see cref="Zero"/>, a Monday, so that days and weeks are divisions.</remarks>
internal sealed class OpenWeek
{
    private const int DaysPerWeek = 7;

    /// <summary>Where readings are counted from: the first Monday of the calendar, shown by a clock at UTC.</summary>
    public static readonly Instant Zero =
        LocalDate.MinIsoValue.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Monday)).AtMidnight().InUtc().ToInstant();

    private readonly OpenDay[] _week = new OpenDay[DaysPerWeek];
    private readonly Duration[] _before = new Duration[DaysPerWeek + 1];
    private readonly int[] _changed;
    private readonly OpenDay[] _changedDays;
    private readonly Duration[] _changedBefore;

    public OpenWeek(IReadOnlyCollection<OpenWindow> windows, IEnumerable<LocalDate> holidays)
    {
        for (var day = 0; day < DaysPerWeek; day++)
        {
            _week[day] = Day(windows, day, opens: true, goesOn: true);
            _before[day + 1] = _before[day] + Duration.FromNanoseconds(_week[day].Total);
        }

        var closed = holidays.Select(Index).ToHashSet();
        if (closed.Any(day => day < 0))
        {
            throw new ArgumentException($"A holiday lies before {NodaTime.Text.LocalDatePattern.Iso.Format(Zero.InUtc().Date)}, the first Monday of the calendar.", nameof(holidays));
        }

        _changed = [.. closed.Concat(closed.Select(day => day + 1)).Distinct().Order()];
        _changedDays = [.. _changed.Select(day => Day(windows, day % DaysPerWeek, !closed.Contains(day), !closed.Contains(day - 1)))];
        _changedBefore = new Duration[_changed.Length + 1];
        for (var i = 0; i < _changed.Length; i++)
        {
            _changedBefore[i + 1] = _changedBefore[i]
                + Duration.FromNanoseconds(_changedDays[i].Total - _week[_changed[i] % DaysPerWeek].Total);
        }
    }

    public bool IsOpen(Duration reading) => DayAt(reading.Days).IsOpen(reading.NanosecondOfDay);

    /// <summary>The open time before a reading.</summary>
    public Duration Until(Duration reading) => Before(reading.Days) + Duration.FromNanoseconds(DayAt(reading.Days).Until(reading.NanosecondOfDay));

    /// <summary>The earliest reading until which that much open time has passed; the caller knows that it lies in [from, to].</summary>
    public Duration Reach(Duration open, Duration from, Duration to)
    {
        var (low, high) = (from.Days, to.Days);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Before(middle + 1) >= open ? (low, middle) : (middle + 1, high);
        }

        return Duration.FromDays(low) + Duration.FromNanoseconds(DayAt(low).Reach((open - Before(low)).ToInt64Nanoseconds()));
    }

    private static int Index(LocalDate date) =>
        Period.DaysBetween(Zero.InUtc().Date, date.WithCalendar(CalendarSystem.Iso));

    private static OpenDay Day(IReadOnlyCollection<OpenWindow> windows, int day, bool opens, bool goesOn)
    {
        var today = (IsoDayOfWeek)(day + 1);
        var yesterday = (IsoDayOfWeek)((day + DaysPerWeek - 1) % DaysPerWeek + 1);
        return new OpenDay(windows.Where(w => opens && w.Day == today).Select(OpenDay.Opening)
            .Concat(windows.Where(w => goesOn && w.Day == yesterday).Select(OpenDay.Rest)));
    }

    private Duration Before(int day)
    {
        var (weeks, rest) = Math.DivRem(day, DaysPerWeek);
        var found = Array.BinarySearch(_changed, day);
        return _before[DaysPerWeek] * weeks + _before[rest] + _changedBefore[found < 0 ? ~found : found];
    }

    private OpenDay DayAt(int day)
    {
        var found = Array.BinarySearch(_changed, day);
        return found < 0 ? _week[day % DaysPerWeek] : _changedDays[found];
    }
}
