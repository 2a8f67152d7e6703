using NodaTime;

namespace Carillon.Time;

/// <summary>The open stretches of one local day, as nanoseconds since midnight: sorted, disjoint.</summary>
internal sealed class OpenDay
{
    private readonly (long From, long To)[] _open;

    public OpenDay(IEnumerable<(long From, long To)> stretches)
    {
        var merged = new List<(long From, long To)>();
        foreach (var next in stretches.Where(s => s.From < s.To).OrderBy(s => s.From))
        {
            if (merged.Count > 0 && next.From <= merged[^1].To)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, next.To));
            }
            else
            {
                merged.Add(next);
            }
        }

        _open = [.. merged];
        Total = _open.Sum(s => s.To - s.From);
    }

    /// <summary>The open time of the whole day.</summary>
    public long Total { get; }

    /// <summary>The part of a window that lies on the day of its opening.</summary>
    public static (long From, long To) Opening(OpenWindow window) =>
        (window.Opens.NanosecondOfDay, window.Closes > window.Opens ? window.Closes.NanosecondOfDay : NodaConstants.NanosecondsPerDay);

    /// <summary>The part of a window that lies on the day after; often empty.</summary>
    public static (long From, long To) Rest(OpenWindow window) => (0, window.Closes > window.Opens ? 0 : window.Closes.NanosecondOfDay);

    public bool IsOpen(long nanosecond)
    {
        foreach (var (from, to) in _open)
        {
            if (nanosecond < to)
            {
                return nanosecond >= from;
            }
        }

        return false;
    }

    /// <summary>The open time from midnight until a time of day.</summary>
    public long Until(long nanosecond)
    {
        var sum = 0L;
        foreach (var (from, to) in _open)
        {
            if (nanosecond <= from)
            {
                break;
            }

            sum += Math.Min(nanosecond, to) - from;
        }

        return sum;
    }

    /// <summary>The earliest time of day until which that much open time has passed.</summary>
    public long Reach(long open)
    {
        foreach (var (from, to) in _open)
        {
            if (open <= to - from)
            {
                return from + open;
            }

            open -= to - from;
        }

        return NodaConstants.NanosecondsPerDay;
    }
}
