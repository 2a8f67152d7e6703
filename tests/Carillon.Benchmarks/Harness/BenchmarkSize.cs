namespace Carillon.Benchmarks.Harness;

/// <summary>How much is measured: everything, or just enough to see that it works.</summary>
internal sealed record BenchmarkSize(bool Quick)
{
    public int Rounds => Quick ? 2 : 3;

    public int Of(int full, int quick) => Quick ? quick : full;
}
