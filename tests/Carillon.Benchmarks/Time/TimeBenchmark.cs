using Carillon.Benchmarks.Harness;

namespace Carillon.Benchmarks.Time;

/// <summary>Schedule math that runs for every item of a sweep.</summary>
internal sealed class TimeBenchmark : IBenchmark
{
    public string Verb => "time";

    public bool NeedsPostgreSql => false;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        IReadOnlyList<TimeQuestion> questions =
            [.. DayQuestions.All(), .. TickQuestions.All(), .. NeighbourQuestions.All(), .. ExtremeQuestions.All(), .. ReadingQuestions.All()];
        var comparison = new PureComparison(size);
        await log.WriteLineAsync($"time | {questions.Count} questions, warm-up");
        await comparison.WarmUpAsync([.. questions.SelectMany(question => new[] { question.Reference, question.Ours })], cancellationToken);
        var rows = new List<ResultRow>();
        foreach (var question in questions.Where(question => question.Work.Contains(size.Only, StringComparison.OrdinalIgnoreCase)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var timings = comparison.Run(question.Reference, question.Ours);
            var row = question.Row(timings[0], timings[1]);
            await log.WriteLineAsync($"time | {row.Work} | {row.Reference} | {row.Ours} | {row.Ratio} | {row.Target} | {row.Met}");
            rows.Add(row);
        }

        return rows;
    }
}
