using Carillon.Benchmarks.Harness;

namespace Carillon.Benchmarks.Time;

/// <summary>One line of the table of schedule math.</summary>
internal sealed record TimeQuestion(string Work, PureCall Reference, PureCall Ours, PureTarget Target)
{
    public ResultRow Row(PureTiming reference, PureTiming ours)
    {
        var ratios = ours.TimesAsLongAs(reference).Order().ToList();
        var ratio = Timing.MedianOf(ratios);

        // One round in twenty is left out at each end: the machine did something else then.
        var rare = ratios.Count / 20;
        return new(
            Work, reference.ToString(), ours.ToString(), $"**{ratio:0.00}×** ({ratios[rare]:0.00} to {ratios[^(1 + rare)]:0.00})",
            Target.ToString(), Target.IsMetBy(ours, ratio) ? "yes" : "no");
    }
}
