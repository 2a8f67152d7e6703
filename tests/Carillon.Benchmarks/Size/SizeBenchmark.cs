using Carillon.Benchmarks.Harness;
using Carillon.Benchmarks.Seeding;
using Carillon.Sessions;
using NodaTime;

namespace Carillon.Benchmarks.Size;

/// <summary>The same number of due sessions in a small and in a large tenant.</summary>
internal sealed class SizeBenchmark : IBenchmark
{
    private const int Due = 500;
    private static readonly Duration Study = Duration.FromMinutes(4);

    public string Verb => "size";

    public bool NeedsPostgreSql => true;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var (few, many) = (1_000, size.Of(1_000_000, 50_000));
        await using var host = await StudyHost.StartAsync("postgresql", SessionPolicy.Default, cancellationToken);
        await log.WriteLineAsync($"size | multiplying sessions to {few:N0} and {many:N0}");
        var small = await TenantAsync(host, "small", few, cancellationToken);
        var large = await TenantAsync(host, "large", many, cancellationToken);
        var timings = await new Comparison(size, log).RunAsync(Verb, [small, large], cancellationToken);
        return [ResultRow.Of($"End {Due} due sessions among {many:N0}", Due, "sessions", timings[0], timings[1], new Target.TimeAtMost(1.5))];
    }

    private static async Task<Contestant> TenantAsync(StudyHost host, string name, int sessions, CancellationToken cancellationToken)
    {
        var tenant = (await host.AddTenantAsync(name, cancellationToken)).Id;
        var source = await host.OpenAsync(tenant, cancellationToken);
        await new Crowd(host, tenant, source).FillAsync(sessions, cancellationToken);
        var snapshot = new TableSnapshot(source);
        var round = 0;
        return new(
            $"among {sessions:N0}",
            async ct =>
            {
                var pupils = new Pupils(host, tenant, $"round-{++round:D3}", Due);
                await pupils.StudyAndFallSilentAsync(Duration.FromMinutes(40), Study, 3, ct);
                await snapshot.SettleAsync(ct);
            },
            async ct =>
            {
                var report = await host.SweepAsync(tenant, ct);
                Verify.Equal([Due], [report.Counts.Acted], "the report of the sweep");
            },
            async ct =>
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await Verify.CountsAsync(
                    connection,
                    $"""
                     SELECT count(*), (SELECT count(*) FROM study_span AS p WHERE starts_with(p.student, 'round-{round:D3}')),
                        (SELECT count(*) FROM study_total AS t WHERE starts_with(t.student, 'round-{round:D3}') AND t.kind = 0)
                     FROM study_session AS s WHERE starts_with(s.student, 'round-{round:D3}') AND s.awaits = 2 AND s.ended_at = s.last_activity_at
                     """,
                    ct,
                    Due,
                    Due,
                    Due);
            });
    }
}
