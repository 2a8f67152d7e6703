namespace Carillon.Benchmarks.Harness;

/// <summary>One question, answered by a few lines of the table.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line.</summary>
    string Verb { get; }

    /// <summary>Whether it wants a PostgreSQL server.</summary>
    bool NeedsPostgreSql { get; }

    Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken);
}
