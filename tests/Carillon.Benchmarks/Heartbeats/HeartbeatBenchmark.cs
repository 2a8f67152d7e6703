using Carillon.Benchmarks.Harness;
using Carillon.Benchmarks.Seeding;
using Carillon.Sessions;
using Carillon.Tenancy;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.Heartbeats;

/// <summary>Taking signs of life in batches, against writing the same evidence rows by hand.</summary>
internal sealed class HeartbeatBenchmark : IBenchmark
{
    private static readonly Duration Interval = Duration.FromSeconds(30);

    public string Verb => "heartbeats";

    public bool NeedsPostgreSql => true;

    /// <summary>What identifies the beats of a batch.</summary>
    public static string KeyOf(int batch) => $"beat-{batch:D6}";

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var (live, batches) = (1_000, size.Of(100, 20));
        await using var host = await StudyHost.StartAsync("postgresql", SessionPolicy.Default, cancellationToken);
        var tenant = (await host.AddTenantAsync("school", cancellationToken)).Id;
        var began = -(Interval * (batches + 1));
        host.Clock.Shift = began;
        await log.WriteLineAsync($"heartbeats | starting {live:N0} sessions");
        var pupils = new Pupils(host, tenant, "student", live);
        await pupils.StartAsync(cancellationToken);
        await using var source = await host.OpenAsync(tenant, cancellationToken);
        var snapshot = new TableSnapshot(source);
        await snapshot.TakeAsync(cancellationToken);
        var raw = new RawEvidence(source, tenant.Value, await SessionsAsync(source, cancellationToken), batches);

        async Task BeatAsync(CancellationToken ct)
        {
            for (var i = 0; i < batches; i++)
            {
                host.Clock.Shift = began + (Interval * (i + 1));
                var replies = await pupils.BeatAsync(KeyOf(i), ct);
                Verify.Equal([live], [replies.Count(r => r.Verdicts[0].Outcome == SessionOutcome.Accepted)], "the verdicts");
            }
        }

        var timings = await new Comparison(size, log) { WarmUps = 5 }.RunAsync(
            Verb,
            [
                Raw("NpgsqlBatch of INSERTs", raw, raw.InsertRowByRowAsync, source, live * batches),
                new("HeartbeatAsync", ct => RestoreAsync(raw, snapshot, ct), BeatAsync, ct => CheckAsync(source, live, batches, ct)),
                Raw("INSERT from arrays", raw, raw.InsertArraysAsync, source, live * batches),
                Raw("binary COPY", raw, raw.CopyAsync, source, live * batches),
            ],
            cancellationToken);
        var work = $"{batches:N0} batches of {live:N0} beats";
        return
        [
            ResultRow.Of(work, live * batches, "beats", timings[0], timings[1], new Target.RateAtLeast(0.6)),
            ResultRow.Of($"{work}, arrays", live * batches, "beats", timings[2], timings[1], null),
            ResultRow.Of($"{work}, physical limit", live * batches, "beats", timings[3], timings[1], null),
        ];
    }

    private static Contestant Raw(string name, RawEvidence raw, Func<CancellationToken, Task> work, NpgsqlDataSource source, int beats) => new(
        name,
        raw.ResetAsync,
        work,
        async ct =>
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await Verify.CountsAsync(connection, "SELECT count(*) FROM raw_evidence", ct, beats);
        });

    private static async Task RestoreAsync(RawEvidence raw, TableSnapshot snapshot, CancellationToken cancellationToken)
    {
        await raw.DropAsync(cancellationToken);
        await snapshot.RestoreAsync(cancellationToken);
    }

    // A start is evidence too.
    // The row of a live session may lag behind its evidence by a quarter of the idle timeout: 150 seconds here.
    private static async Task CheckAsync(NpgsqlDataSource source, int live, int batches, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await Verify.CountsAsync(
            connection,
            """
            SELECT count(*), count(DISTINCT (session_id, key)), count(DISTINCT session_id),
                (SELECT count(*) FROM study_session AS s WHERE awaits = 1 AND
                    (SELECT max(e.effective_at) FROM study_evidence AS e WHERE e.tenant_id = s.tenant_id AND e.session_id = s.id)
                    - last_activity_at BETWEEN interval '0 seconds' AND interval '150 seconds')
            FROM study_evidence
            """,
            cancellationToken,
            live * (batches + 1), live * (batches + 1), live, live);
    }

    private static async Task<IReadOnlyList<Guid>> SessionsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using var command = source.CreateCommand("SELECT id FROM study_session ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
