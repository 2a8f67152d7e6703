namespace Carillon.Benchmarks.Harness;

/// <summary>One line of the table of results.</summary>
internal sealed record ResultRow(string Work, string Reference, string Ours, string Ratio, string Target, string Met)
{
    /// <summary>Compares two timings of the same number of units. Without a target the line is for information.</summary>
    public static ResultRow Of(string work, int units, string unit, Timing reference, Timing ours, Target? target, bool isRate = true)
    {
        var scale = target ?? (isRate ? new Target.RateAtLeast(1) : new Target.TimeAtMost(1));
        var ratios = ours.TimesAsLongAs(reference).Select(scale.RatioOf).Order().ToList();
        var ratio = Timing.MedianOf(ratios);
        return new(
            work,
            $"{reference.Name}: {Show(reference, units, unit, scale)}",
            $"{ours.Name}: {Show(ours, units, unit, scale)}",
            $"**{ratio:0.00}×** ({ratios[0]:0.00} to {ratios[^1]:0.00})",
            target?.ToString() ?? "–",
            target is null ? "–" : target.IsMetBy(ratio) ? "yes" : "no");
    }

    private static string Show(Timing timing, int units, string unit, Target scale) => scale is Target.RateAtLeast
        ? $"{units / timing.Median.TotalSeconds:N0} {unit}/s"
        : $"{timing.Median.TotalMilliseconds:N1} ms";
}
