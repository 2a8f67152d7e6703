using BenchmarkDotNet.Attributes;
using Carillon.Time;
using NodaTime;

namespace Carillon.Benchmarks.Time;

/// <summary>Which tick it is, and when a tick is, against the bare arithmetic on microseconds.</summary>
[MemoryDiagnoser]
public class TickBenchmarks
{
    private static readonly Instant Activation = Instant.FromUtc(2026, 1, 1, 0, 0);
    private readonly TickSchedule _ticks = new(Activation, Duration.FromMinutes(10));
    private readonly Instant _asked = Instant.FromUtc(2026, 7, 1, 12, 34);
    private readonly long _activation = Activation.ToUnixTimeMicroseconds();
    private readonly long _askedMicroseconds = Instant.FromUtc(2026, 7, 1, 12, 34).ToUnixTimeMicroseconds();
    private readonly long _period = 600_000_000;

    [Benchmark(Baseline = true)]
    public long BareArithmetic() => (_askedMicroseconds - _activation) / _period;

    [Benchmark]
    public long IndexAtOrBefore() => _ticks.IndexAtOrBefore(_asked);

    [Benchmark]
    public Instant? At() => _ticks.At(26_067);
}
