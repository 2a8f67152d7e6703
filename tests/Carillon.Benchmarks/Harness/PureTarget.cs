namespace Carillon.Benchmarks.Harness;

/// <summary>What a computation may cost.</summary>
/// <param name="Nanoseconds">The time of a call.</param>
/// <param name="Bytes">What a call may allocate; null where that does not matter.</param>
/// <param name="Factor">How many times the reference's time it may take; null where the reference does something else.</param>
internal sealed record PureTarget(double Nanoseconds, long? Bytes = null, double? Factor = null)
{
    public bool IsMetBy(PureTiming ours, double ratio) =>
        ours.Nanoseconds <= Nanoseconds && !(ours.Bytes > Bytes) && !(ratio > Factor);

    public override string ToString() =>
        $"≤ {Show(Nanoseconds)}{(Bytes is { } bytes ? $", {bytes:N0} B" : "")}{(Factor is { } factor ? $", ≤ {factor:0.##}× the time" : "")}";

    private static string Show(double nanoseconds) => nanoseconds switch
    {
        >= 1_000_000 => $"{nanoseconds / 1_000_000:0.##} ms",
        >= 1_000 => $"{nanoseconds / 1_000:0.##} µs",
        _ => $"{nanoseconds:0.##} ns",
    };
}
