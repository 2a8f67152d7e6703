using System.Diagnostics;

namespace Carillon.Benchmarks.Harness;

/// <summary>Runs contestants round by round, one after the other, so that a load of the machine meets all of them.</summary>
internal sealed class Comparison(BenchmarkSize size, TextWriter log)
{
    /// <summary>Rounds that do not count, for caches to fill and code to be compiled for good; more of them where a round has few calls.</summary>
    public int WarmUps { get; init; } = 1;

    /// <summary>Times all contestants after a warm-up; the order turns round with every round.</summary>
    public async Task<IReadOnlyList<Timing>> RunAsync(string work, IReadOnlyList<Contestant> contestants, CancellationToken cancellationToken)
    {
        var timings = contestants.Select(c => new Timing(c.Name)).ToList();
        for (var round = -WarmUps; round < size.Rounds; round++)
        {
            var order = Enumerable.Range(0, contestants.Count);
            foreach (var i in round % 2 == 0 ? order : order.Reverse())
            {
                var elapsed = await TimeAsync(contestants[i], cancellationToken);
                await log.WriteLineAsync($"{work} | {(round < 0 ? "warm-up" : $"round {round + 1}")} | {contestants[i].Name} | {elapsed.TotalMilliseconds:N1} ms");
                if (round >= 0)
                {
                    timings[i].Add(elapsed);
                }
            }
        }

        return timings;
    }

    private static async Task<TimeSpan> TimeAsync(Contestant contestant, CancellationToken cancellationToken)
    {
        await contestant.Prepare(cancellationToken);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var started = Stopwatch.GetTimestamp();
        await contestant.Work(cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await contestant.Check(cancellationToken);
        return elapsed;
    }
}
