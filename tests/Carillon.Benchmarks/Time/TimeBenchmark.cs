using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Carillon.Benchmarks.Harness;

namespace Carillon.Benchmarks.Time;

/// <summary>Schedule math that runs for every item of a sweep: the only pure computation here, so BenchmarkDotNet measures it.</summary>
internal sealed class TimeBenchmark : IBenchmark
{
    public string Verb => "time";

    public bool NeedsPostgreSql => false;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        await log.WriteLineAsync("time | BenchmarkDotNet in this process");
        var job = (size.Quick ? Job.Dry.WithWarmupCount(2).WithIterationCount(3).WithInvocationCount(4096).WithUnrollFactor(16) : Job.Default)
            .WithToolchain(InProcessEmitToolchain.Instance);
        var artifacts = Directory.CreateTempSubdirectory("carillon-benchmarks-");
        try
        {
            var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance)
                .AddColumnProvider(DefaultColumnProviders.Instance).WithArtifactsPath(artifacts.FullName);
            var days = BenchmarkRunner.Run<LocalDayBenchmarks>(config);
            var ticks = BenchmarkRunner.Run<TickBenchmarks>(config);
            var cron = BenchmarkRunner.Run<CronBenchmarks>(config);
            var extremes = BenchmarkRunner.Run<CronExtremes>(config);
            var hours = BenchmarkRunner.Run<BusinessHoursBenchmarks>(config);
            return
            [
                Row("A year split into local days", days, nameof(LocalDayBenchmarks.MidnightByMidnight), nameof(LocalDayBenchmarks.Split), 20_000),
                Row("Which tick is it", ticks, nameof(TickBenchmarks.BareArithmetic), nameof(TickBenchmarks.IndexAtOrBefore), 5),
                Row("When is a tick", ticks, nameof(TickBenchmarks.BareArithmetic), nameof(TickBenchmarks.At), 5),
                Row("The open time of a year", hours, nameof(BusinessHoursBenchmarks.DayByDay), nameof(BusinessHoursBenchmarks.OpenDuration), 20_000),
                Row("The deadline after 1,700 open hours", hours, nameof(BusinessHoursBenchmarks.DayByDay), nameof(BusinessHoursBenchmarks.Deadline), 20_000),
                Row("Is it open", hours, nameof(BusinessHoursBenchmarks.DayByDay), nameof(BusinessHoursBenchmarks.IsOpen), 20_000),
                .. CronBenchmarks.Cases.SelectMany(name => new[]
                {
                    Row($"Next of {name} in New York", cron, nameof(CronBenchmarks.QuartzNext), nameof(CronBenchmarks.Next), 50, name),
                    Row($"Previous of {name} in New York", cron, nameof(CronBenchmarks.QuartzPrevious), nameof(CronBenchmarks.Previous), 50, name),
                }),
                Row("29 February and Monday, 40 years on", extremes, nameof(CronExtremes.QuartzLeapDay), nameof(CronExtremes.LeapMonday), 1_000),
                Row("A year of */15 in New York", extremes, nameof(CronExtremes.QuartzYear), nameof(CronExtremes.Year), 1_500_000),
                Row("Read */15 * * * *", extremes, nameof(CronExtremes.QuartzParse), nameof(CronExtremes.Parse), 100),
            ];
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    private static ResultRow Row(string work, Summary summary, string reference, string ours, double nanoseconds, string? parameter = null)
    {
        var (theirs, mine) = (Find(summary, reference, parameter), Find(summary, ours, parameter));
        var mean = mine.ResultStatistics!.Mean;
        return new(
            work,
            $"{reference}: {Show(theirs)}",
            $"{ours}: {Show(mine)}",
            $"**{mean / theirs.ResultStatistics!.Mean:0.00}×** the time",
            $"≤ {Time(nanoseconds)}",
            mean <= nanoseconds ? "yes" : "no");
    }

    private static BenchmarkReport Find(Summary summary, string method, string? parameter) =>
        summary.Reports.SingleOrDefault(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && r.ResultStatistics is not null
            && (parameter is null || r.BenchmarkCase.Parameters.Items.Any(item => Equals(item.Value, parameter))))
        ?? throw new InvalidOperationException($"{method} could not be measured: {string.Join("; ", summary.ValidationErrors.Select(e => e.Message))}");

    private static string Show(BenchmarkReport report) =>
        $"{Time(report.ResultStatistics!.Mean)}, {report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0:N0} B";

    private static string Time(double nanoseconds) => nanoseconds >= 1000 ? $"{nanoseconds / 1000:N1} µs" : $"{nanoseconds:0.##} ns";
}
