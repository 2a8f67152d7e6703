namespace Carillon.Benchmarks.Harness;

/// <summary>How long a contestant took in each round.</summary>
internal sealed class Timing(string name)
{
    private readonly List<TimeSpan> _rounds = [];

    public string Name { get; } = name;

    public void Add(TimeSpan elapsed) => _rounds.Add(elapsed);

    /// <summary>The median of the rounds.</summary>
    public TimeSpan Median => TimeSpan.FromSeconds(MedianOf(_rounds.Select(r => r.TotalSeconds)));

    /// <summary>How many times this takes as long as another, round by round: the rounds of one pass met the same load.</summary>
    public IReadOnlyList<double> TimesAsLongAs(Timing other) => [.. _rounds.Zip(other._rounds, (mine, theirs) => mine / theirs)];

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
