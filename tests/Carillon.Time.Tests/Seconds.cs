using NodaTime;

namespace Carillon.Time.Tests;

/// <summary>A small stretch of time in which every instant can be looked at: the model for sets and runs.</summary>
internal static class Seconds
{
    private const int Length = 48;

    public static IEnumerable<int> All => Enumerable.Range(-1, Length + 2);

    public static Instant At(int second) => Instant.FromUnixTimeSeconds(second);

    public static Interval Between(int start, int end) => new(At(start), At(end));

    /// <summary>Any bytes as instants; many coincide.</summary>
    public static Instant[] Instants(byte[] bytes) => [.. bytes.Select(value => At(value % Length))];

    /// <summary>Any bytes, two by two, as intervals; many touch, overlap or are empty.</summary>
    public static Interval[] Intervals(byte[] bytes) =>
        [.. bytes.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0] % Length, pair[1] % Length))
            .Select(pair => Between(Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2)))];

    /// <summary>The seconds whose instants lie in one of the intervals, by looking at each.</summary>
    public static int[] Covered(IEnumerable<Interval> intervals) => [.. All.Where(second => intervals.Any(i => i.Contains(At(second))))];

    /// <summary>Whether the set is in its one allowed form and holds exactly these seconds.</summary>
    public static bool Holds(IntervalSet set, IEnumerable<int> seconds) =>
        set.All(interval => interval.Start < interval.End)
        && set.Zip(set.Skip(1)).All(pair => pair.First.End < pair.Second.Start)
        && Covered(set).SequenceEqual(seconds)
        && All.Where(second => set.Contains(At(second))).SequenceEqual(seconds)
        && set.TotalDuration == Duration.FromSeconds(seconds.Count());
}
