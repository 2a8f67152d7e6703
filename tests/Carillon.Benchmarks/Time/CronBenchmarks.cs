using BenchmarkDotNet.Attributes;
using Carillon.Time;
using NodaTime;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Benchmarks.Time;

/// <summary>The next and the previous occurrence in a zone with daylight saving, against Quartz.NET on the same calls.</summary>
[MemoryDiagnoser]
public class CronBenchmarks
{
    private readonly Instant _at = Instant.FromUtc(2026, 6, 17, 14, 37, 21);
    private readonly DateTimeOffset _atOffset = new(2026, 6, 17, 14, 37, 21, TimeSpan.Zero);
    private Schedule _ours = null!;
    private QuartzCron _theirs = null!;

    public static IEnumerable<string> Cases => ["0 */15 * * * ?", "0 30 2 * * ?", "0 0 9 ? * MON-FRI", "0 0 0 1 * ?"];

    [ParamsSource(nameof(Cases))]
    public string Expression { get; set; } = "";

    [GlobalSetup]
    public void Read()
    {
        _ours = CronExpression.Parse(Expression, CronDialect.Quartz).In(DateTimeZoneProviders.Tzdb["America/New_York"]);
        _theirs = new QuartzCron(Expression, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
    }

    [Benchmark(Baseline = true)]
    public DateTimeOffset? QuartzNext() => _theirs.GetNextValidTimeAfter(_atOffset);

    [Benchmark]
    public Occurrence? Next() => _ours.Next(_at);

    [Benchmark]
    public DateTimeOffset? QuartzPrevious() => _theirs.GetPreviousValidTimeBefore(_atOffset);

    [Benchmark]
    public Occurrence? Previous() => _ours.Previous(_at);
}
