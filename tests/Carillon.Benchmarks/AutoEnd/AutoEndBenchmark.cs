using Carillon.Benchmarks.Harness;
using Carillon.Benchmarks.Seeding;
using Carillon.Sessions;
using Carillon.TestSupport;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>Ending idle sessions: the sweep, which writes sessions, study time, totals and outbox, against the source document's loop.</summary>
internal sealed class AutoEndBenchmark : IBenchmark
{
    private const int StudySeconds = 240;
    private const int Beats = 3;

    public string Verb => "auto-end";

    public bool NeedsPostgreSql => true;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var count = size.Of(20_000, 2_000);
        var database = await PostgreSqlServer.CreateDatabaseAsync("bench_source", cancellationToken);
        await using var source = NpgsqlDataSource.Create(database);
        await using var host = await StudyHost.StartAsync("postgresql", SessionPolicy.Default, cancellationToken);
        try
        {
            await log.WriteLineAsync($"auto-end | seeding {count:N0} sessions through the service");
            var sweep = await SweepContestant.CreateAsync(host, count, Duration.FromSeconds(StudySeconds), Beats, cancellationToken);
            Contestant asWritten = Source(source, SourceTotals.AsWritten, count), improved = Source(source, SourceTotals.Improved, count);
            var timings = await new Comparison(size, log).RunAsync(Verb, [asWritten, sweep.Contestant, improved], cancellationToken);
            var work = $"End {count:N0} idle sessions";
            return
            [
                ResultRow.Of(work, count, "sessions", timings[0], timings[1], new Target.RateAtLeast(10)),
                ResultRow.Of($"{work}, better loop", count, "sessions", timings[2], timings[1], null),
            ];
        }
        finally
        {
            await PostgreSqlServer.DropDatabaseAsync(database, CancellationToken.None);
        }
    }

    private static Contestant Source(NpgsqlDataSource source, SourceTotals totals, int count) => new(
        totals.Name,
        ct => new SourceTables(source).SeedAsync(count, StudySeconds, ct),
        ct => new SourceLoop(source, totals).RunAsync(ct),
        async ct =>
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await Verify.CountsAsync(
                connection,
                """
                SELECT (SELECT count(*) FROM student_study_sessions WHERE status = 3 AND session_end_at = last_heartbeat_at),
                    (SELECT sum(total_seconds) FROM student_daily_study_times WHERE student_id > 0), (SELECT sum(total_seconds) FROM student_history_study_times WHERE student_id > 0),
                    (SELECT sum(total_seconds) FROM student_contest_study_times WHERE student_id > 0)
                """,
                ct,
                count, count * StudySeconds, count * StudySeconds, count * StudySeconds);
        });
}
