using Carillon.Benchmarks.Seeding;
using Carillon.Tenancy;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.Size;

/// <summary>
/// Sessions of which none is due, multiplied by SQL from two that the service made: one in ten is live, the others were ended by the
/// sweep; each has its student, evidence, study time and totals.
/// </summary>
internal sealed class Crowd(StudyHost host, TenantId tenant, NpgsqlDataSource source)
{
    private const int LiveShare = 10;

    public async Task FillAsync(int sessions, CancellationToken cancellationToken)
    {
        await new Pupils(host, tenant, "ended", 1).StudyAndFallSilentAsync(Duration.FromMinutes(40), Duration.FromMinutes(4), 3, cancellationToken);
        await host.SweepAsync(tenant, cancellationToken);

        // Ahead of the clock, so that they do not fall due while the benchmark runs.
        host.Clock.Shift = Duration.FromHours(6);
        await new Pupils(host, tenant, "live", 1).StartAsync(cancellationToken);
        host.Clock.Shift = Duration.Zero;
        await MultiplyAsync("ended", sessions / LiveShare * (LiveShare - 1), cancellationToken);
        await MultiplyAsync("live", sessions / LiveShare, cancellationToken);
    }

    private async Task MultiplyAsync(string prefix, int count, CancellationToken cancellationToken)
    {
        var owner = $"o.student = '{prefix}-0000001'";
        await using var command = source.CreateCommand(
            $"""
             CREATE TABLE crowd AS SELECT gen_random_uuid() AS id, '{prefix}-' || lpad(g::text, 7, '0') AS student FROM generate_series(2, {count}) AS g;
             {Copies("study_student", owner, "'student', c.student")}
             {Copies("study_evidence", $"o.session_id = (SELECT o.id FROM study_session AS o WHERE {owner})", "'session_id', c.id")}
             {Copies("study_session", owner, "'id', c.id, 'student', c.student")}
             {Copies("study_span", owner, "'session_id', c.id, 'student', c.student")}
             {Copies("study_total", owner, "'student', c.student")}
             DROP TABLE crowd;
             """);
        command.CommandTimeout = 1_800;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Knows which columns tell a copy from its original, and no other.
    private static string Copies(string table, string of, string changes) =>
        $"""
         INSERT INTO {table} SELECT n.* FROM {table} AS o CROSS JOIN crowd AS c
         CROSS JOIN LATERAL jsonb_populate_record(o, jsonb_build_object({changes})) AS n WHERE {of};
         """;
}
