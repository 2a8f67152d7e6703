using BenchmarkDotNet.Attributes;
using Carillon.Time;
using NodaTime;

namespace Carillon.Benchmarks.Time;

/// <summary>A year split into the learner's local days, against asking for each midnight in turn.</summary>
[MemoryDiagnoser]
public class LocalDayBenchmarks
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["America/New_York"];
    private readonly Interval _year = new(Instant.FromUtc(2025, 6, 1, 3, 0), Instant.FromUtc(2026, 6, 1, 3, 0));

    [Benchmark(Baseline = true)]
    public int MidnightByMidnight()
    {
        var days = 0;
        var end = _year.End;
        for (var (start, date) = (_year.Start, _year.Start.InZone(_zone).Date); start < end; date = date.PlusDays(1))
        {
            start = Instant.Min(end, date.PlusDays(1).AtStartOfDayInZone(_zone).ToInstant());
            days++;
        }

        return days;
    }

    [Benchmark]
    public int Split()
    {
        var days = 0;
        foreach (var _ in LocalDays.Split(_year, _zone))
        {
            days++;
        }

        return days;
    }
}
