namespace Carillon.Benchmarks.Harness;

/// <summary>How much is measured: everything, or just enough to see that it works.</summary>
/// <param name="Quick">A small size.</param>
/// <param name="Only">What the name of a line has to hold, where a verb has many that take turns of their own.</param>
internal sealed record BenchmarkSize(bool Quick, string Only = "")
{
    public int Rounds => Quick ? 2 : 3;

    public int Of(int full, int quick) => Quick ? quick : full;
}
