using System.Diagnostics;

namespace Carillon.Benchmarks.Harness;

/// <summary>Times computations of nanoseconds: they take turns of some milliseconds, so that a load of the machine meets all of them.</summary>
internal sealed class PureComparison(BenchmarkSize size)
{
    // Code is compiled for good after some dozens of calls, in the background.
    private const int WarmUps = 60;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);
    private long _answers;

    private int Rounds => size.Of(101, 5);

    /// <summary>
    /// Runs everything that is to be timed, in turns, until it is compiled for good. All together, because the compiler shapes code after
    /// the calls it has seen: it shall see what an application asks, not the first row of a table.
    /// </summary>
    public async Task WarmUpAsync(IReadOnlyList<PureCall> calls, CancellationToken cancellationToken)
    {
        for (var pass = 0; pass < 3; pass++)
        {
            for (var i = 0; i < WarmUps; i++)
            {
                foreach (var call in calls)
                {
                    _answers += call.Repeat(2);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }
    }

    public IReadOnlyList<PureTiming> Run(params IReadOnlyList<PureCall> calls)
    {
        var turns = calls.Select(call => (Call: call, Count: CountFor(call), Rounds: new List<double>())).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (call, count, rounds) in round % 2 == 0 ? turns : Enumerable.Reverse(turns))
            {
                rounds.Add(Time(call, count).TotalNanoseconds / count);
            }
        }

        return [.. turns.Select(turn => new PureTiming(turn.Call.Name, turn.Rounds, Bytes(turn.Call)))];
    }

    /// <summary>What a call allocates. The least of some, since the first may allocate what stays.</summary>
    public static long BytesOf(Action call) => Enumerable.Range(0, 10).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private int CountFor(PureCall call)
    {
        for (var count = 1; ; count *= 2)
        {
            var elapsed = Time(call, count);
            if (elapsed > Turn / 4)
            {
                return Math.Max(1, (int)(count * (Turn / elapsed)));
            }
        }
    }

    private TimeSpan Time(PureCall call, int count)
    {
        var started = Stopwatch.GetTimestamp();
        _answers += call.Repeat(count);
        return Stopwatch.GetElapsedTime(started);
    }

    private long Bytes(PureCall call) => BytesOf(() => _answers += call.Repeat(1));
}
