using NodaTime;

namespace Carillon.Time;

/// <summary>Days of the week at times of the day: a class on Monday and Wednesday at 19:00.</summary>
public sealed class WeeklySchedule : DatedSchedule
{
    private const int DaysPerWeek = 7;
    private readonly uint _days;

    /// <summary>Some days of every week.</summary>
    /// <param name="days">The days; at least one.</param>
    /// <param name="times">The times on each of them; at least one, whole seconds.</param>
    /// <exception cref="ArgumentException">There is no day or no time, or one of them is none.</exception>
    public WeeklySchedule(IEnumerable<IsoDayOfWeek> days, IEnumerable<LocalTime> times)
        : base(times)
    {
        ArgumentNullException.ThrowIfNull(days);
        Days = [.. days.Distinct().Order()];
        if (Days.Count == 0 || Days[0] < IsoDayOfWeek.Monday || Days[^1] > IsoDayOfWeek.Sunday)
        {
            throw new ArgumentException("At least one day is needed, and each must be Monday to Sunday.", nameof(days));
        }

        foreach (var day in Days)
        {
            _days |= 1u << (int)day % DaysPerWeek;
        }
    }

    /// <summary>The days, Monday first, each once.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; }

    /// <summary>The text form, for example <c>weekly Mon,Wed 19:00</c>.</summary>
    public override string ToString() => $"weekly {TextForm.Days(Days)} {TextForm.Times(Times)}";

    internal override int NextDay(int from)
    {
        while (!Holds(from))
        {
            from++;
        }

        return from;
    }

    internal override int PreviousDay(int from)
    {
        while (!Holds(from))
        {
            from--;
        }

        return from;
    }

    private bool Holds(int day) => (_days >> Calendar.DayOfWeek(day) & 1) != 0;
}
