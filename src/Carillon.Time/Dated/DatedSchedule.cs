using NodaTime;

namespace Carillon.Time;

/// <summary>A schedule that names dates and, on each of them, the same times of the day.</summary>
public abstract class DatedSchedule : LocalSchedule
{
    private readonly int[] _seconds;

    private protected DatedSchedule(IEnumerable<LocalTime> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        Times = [.. times.Distinct().Order()];
        if (Times.Count == 0)
        {
            throw new ArgumentException("At least one time of the day is needed.", nameof(times));
        }

        if (Times.FirstOrDefault(time => time.NanosecondOfSecond != 0) is { NanosecondOfSecond: not 0 } odd)
        {
            throw new ArgumentException($"The time {odd:o} is not a whole second.", nameof(times));
        }

        _seconds = [.. Times.Select(time => (int)(time.NanosecondOfDay / NodaConstants.NanosecondsPerSecond))];
    }

    /// <summary>The times of the day, in order, each once; whole seconds.</summary>
    public IReadOnlyList<LocalTime> Times { get; }

    /// <inheritdoc/>
    public sealed override LocalDateTime? NextLocal(LocalDateTime from, bool inclusive) =>
        NextSecond(LocalSeconds.SearchFrom(from, inclusive)) is not long.MaxValue and var second ? LocalSeconds.ToLocal(second) : null;

    /// <inheritdoc/>
    public sealed override LocalDateTime? PreviousLocal(LocalDateTime from, bool inclusive) =>
        PreviousSecond(LocalSeconds.SearchTo(from, inclusive)) is not long.MinValue and var second ? LocalSeconds.ToLocal(second) : null;

    /// <summary>The first date at or after one, as days since 1970-01-01; <see cref="int.MaxValue"/> when there is none.</summary>
    internal abstract int NextDay(int from);

    /// <summary>The last date at or before one; <see cref="int.MinValue"/> when there is none.</summary>
    internal abstract int PreviousDay(int from);

    internal sealed override long NextSecond(long from)
    {
        if (from > LocalSeconds.Last)
        {
            return long.MaxValue;
        }

        var (day, second) = Split(Math.Max(from, LocalSeconds.First));
        var found = NextDay(day);
        if (found == day)
        {
            var index = Array.BinarySearch(_seconds, second);
            index = index < 0 ? ~index : index;
            if (index < _seconds.Length)
            {
                return At(day, _seconds[index]);
            }

            found = day < LocalSeconds.LastDay ? NextDay(day + 1) : int.MaxValue;
        }

        return found > LocalSeconds.LastDay ? long.MaxValue : At(found, _seconds[0]);
    }

    internal sealed override long PreviousSecond(long from)
    {
        if (from < LocalSeconds.First)
        {
            return long.MinValue;
        }

        var (day, second) = Split(Math.Min(from, LocalSeconds.Last));
        var found = PreviousDay(day);
        if (found == day)
        {
            var index = Array.BinarySearch(_seconds, second);
            index = index < 0 ? ~index - 1 : index;
            if (index >= 0)
            {
                return At(day, _seconds[index]);
            }

            found = day > LocalSeconds.FirstDay ? PreviousDay(day - 1) : int.MinValue;
        }

        return found < LocalSeconds.FirstDay ? long.MinValue : At(found, _seconds[^1]);
    }

    private static (int Day, int Second) Split(long second)
    {
        var day = (int)Math.DivRem(second - LocalSeconds.First, LocalSeconds.PerDay, out var rest);
        return (day + LocalSeconds.FirstDay, (int)rest);
    }

    private static long At(int day, int second) => (long)day * LocalSeconds.PerDay + second;
}
