namespace Carillon.Benchmarks.Harness;

/// <summary>What a ratio is held against.</summary>
internal abstract record Target
{
    /// <summary>Ours does at least this many times the reference's work in the same time.</summary>
    public sealed record RateAtLeast(double Factor) : Target
    {
        public override double RatioOf(double timesAsLong) => 1 / timesAsLong;

        public override bool IsMetBy(double ratio) => ratio >= Factor;

        public override string ToString() => $"≥ {Factor:0.##}× the rate";
    }

    /// <summary>Ours takes at most this many times the reference's time.</summary>
    public sealed record TimeAtMost(double Factor) : Target
    {
        public override double RatioOf(double timesAsLong) => timesAsLong;

        public override bool IsMetBy(double ratio) => ratio <= Factor;

        public override string ToString() => $"≤ {Factor:0.##}× the time";
    }

    public abstract double RatioOf(double timesAsLong);

    public abstract bool IsMetBy(double ratio);
}
