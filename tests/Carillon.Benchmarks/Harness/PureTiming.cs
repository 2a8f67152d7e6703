namespace Carillon.Benchmarks.Harness;

/// <summary>What one call of a computation costs.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Rounds">Nanoseconds a call, round by round.</param>
/// <param name="Bytes">What a call allocates.</param>
internal sealed record PureTiming(string Name, IReadOnlyList<double> Rounds, long Bytes)
{
    public double Nanoseconds => Timing.MedianOf(Rounds);

    public IReadOnlyList<double> TimesAsLongAs(PureTiming other) => [.. Rounds.Zip(other.Rounds, (mine, theirs) => mine / theirs)];

    public override string ToString() => $"{Name}: {Show(Nanoseconds)} (least {Show(Rounds.Min())}), {Bytes:N0} B";

    public static string Show(double nanoseconds) => nanoseconds switch
    {
        >= 1_000_000 => $"{nanoseconds / 1_000_000:0.00} ms",
        >= 1_000 => $"{nanoseconds / 1_000:0.0} µs",
        _ => $"{nanoseconds:0.0} ns",
    };
}
