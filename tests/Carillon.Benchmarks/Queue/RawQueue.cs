using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.Queue;

/// <summary>The least that a queue could do: claim a batch of rows and complete it, each in one statement, on one connection, prepared.</summary>
internal sealed class RawQueue(NpgsqlDataSource source, int batch)
{
    public async Task FillAsync(string tenant, int jobs, CancellationToken cancellationToken)
    {
        await RunAsync("TRUNCATE carillon_job", cancellationToken);
        await using (var fill = source.CreateCommand(
            """
            INSERT INTO carillon_job (tenant_id, job_id, job, version, args, priority, enqueued_at, due_at, state, wake_at, attempt, fence_epoch, fence_number)
            SELECT $1, gen_random_uuid(), 'bench.nothing', 1, '{}', 1, t, t, 0, t, 0, 0, 0
            FROM (SELECT now() - interval '1 hour' + n * interval '1 millisecond' AS t FROM generate_series(1, $2) AS n) AS rows
            """))
        {
            fill.Parameters.Add(new() { Value = tenant });
            fill.Parameters.Add(new() { Value = jobs });
            await fill.ExecuteNonQueryAsync(cancellationToken);
        }

        await RunAsync("VACUUM ANALYZE carillon_job", cancellationToken);
        await RunAsync("CHECKPOINT", cancellationToken);
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var claim = new NpgsqlCommand(
            $"""
            WITH due AS MATERIALIZED (
                SELECT tenant_id, job_id FROM carillon_job WHERE wake_at <= now() AND tenant_id = 'school' AND priority = 1
                ORDER BY wake_at LIMIT {batch} FOR UPDATE SKIP LOCKED)
            UPDATE carillon_job AS j SET state = 1, attempt = attempt + 1, fence_number = fence_number + 1, wake_at = now() + interval '90 seconds'
            FROM due WHERE j.tenant_id = due.tenant_id AND j.job_id = due.job_id RETURNING j.job_id
            """,
            connection);
        await using var complete = new NpgsqlCommand(
            """
            UPDATE carillon_job SET state = 3, wake_at = NULL, due = 1, acted = 1, ended_at = clock_timestamp()
            WHERE tenant_id = 'school' AND job_id = ANY ($1) AND state = 1
            """,
            connection)
        {
            Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = Array.Empty<Guid>() } },
        };
        await claim.PrepareAsync(cancellationToken);
        await complete.PrepareAsync(cancellationToken);
        while (true)
        {
            var claimed = new List<Guid>(batch);
            await using (var reader = await claim.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    claimed.Add(reader.GetGuid(0));
                }
            }

            if (claimed.Count == 0)
            {
                return;
            }

            complete.Parameters[0].Value = claimed.ToArray();
            await complete.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
