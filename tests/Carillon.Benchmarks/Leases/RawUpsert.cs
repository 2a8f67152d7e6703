using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.Leases;

/// <summary>The least that a lease in a table could cost: one upsert of one row on an open connection, and its commit.</summary>
internal sealed class RawUpsert(NpgsqlDataSource source)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("CREATE TABLE raw_lease (lock_key text PRIMARY KEY, owner text, fence bigint NOT NULL, expires_at timestamptz NOT NULL)");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RunAsync(int times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                """
                INSERT INTO raw_lease AS l VALUES ($1, $2, 1, clock_timestamp() + interval '30 minutes')
                ON CONFLICT (lock_key) DO UPDATE SET owner = excluded.owner, fence = l.fence + 1, expires_at = excluded.expires_at
                RETURNING fence
                """,
                connection)
            {
                Parameters = { new() { Value = "benchmark", NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = "owner", NpgsqlDbType = NpgsqlDbType.Text } },
            };
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
