using BenchmarkDotNet.Attributes;
using Carillon.Time;
using NodaTime;

namespace Carillon.Benchmarks.Time;

/// <summary>The open time of a year and the deadline after it, against adding up the windows day by day.</summary>
[MemoryDiagnoser]
public class BusinessHoursBenchmarks
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly IsoDayOfWeek[] Workdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    private readonly BusinessHours _hours = new(
        Zone,
        [.. OpenWindow.On(new(9, 0), new(12, 0), Workdays), .. OpenWindow.On(new(13, 0), new(17, 0), Workdays)],
        Enumerable.Range(0, 12).Select(month => new LocalDate(2026, month + 1, 3)));

    private readonly Interval _year = new(Instant.FromUtc(2026, 1, 1, 13, 30), Instant.FromUtc(2027, 1, 1, 13, 30));
    private readonly Duration _open = Duration.FromHours(1_700);

    [Benchmark(Baseline = true)]
    public Duration DayByDay()
    {
        var open = Duration.Zero;
        for (var date = _year.Start.InZone(Zone).Date; date <= _year.End.InZone(Zone).Date; date = date.PlusDays(1))
        {
            if (date.DayOfWeek <= IsoDayOfWeek.Friday && date.Day != 3)
            {
                var start = date.At(new LocalTime(9, 0)).InZoneLeniently(Zone).ToInstant();
                var end = date.At(new LocalTime(17, 0)).InZoneLeniently(Zone).ToInstant();
                open += Duration.Max(Duration.Zero, Instant.Min(end, _year.End) - Instant.Max(start, _year.Start)) - Duration.FromHours(1);
            }
        }

        return open;
    }

    [Benchmark]
    public Duration OpenDuration() => _hours.OpenDuration(_year);

    [Benchmark]
    public Instant Deadline() => _hours.Deadline(_year.Start, _open);

    [Benchmark]
    public bool IsOpen() => _hours.IsOpen(_year.End);
}
