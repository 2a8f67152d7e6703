using System.Globalization;
using Carillon.Locking;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Carillon.PostgreSql.Locking;

internal static class AdvisoryStatements
{
    // The lock comes first, so that fences rise in the order in which the lock was held. The row also keeps off who holds it in the lease table,
    // so that hosts may change over from that.
    private const string Take =
        """
        WITH lock AS MATERIALIZED (SELECT pg_try_advisory_lock($1) AS taken),
        raised AS (
            INSERT INTO carillon_lease AS l (lock_key, owner, epoch, fence, acquired_at, expires_at)
            SELECT $2, NULL, COALESCE((SELECT max(epoch) FROM carillon_epoch), 0), 1, clock_timestamp(), clock_timestamp() FROM lock WHERE taken
            ON CONFLICT (lock_key) DO UPDATE
            SET owner = NULL, epoch = excluded.epoch, fence = l.fence + 1, acquired_at = excluded.acquired_at, expires_at = excluded.expires_at
            WHERE l.owner IS NULL OR l.expires_at <= clock_timestamp()
            RETURNING epoch, fence)
        SELECT taken, epoch, fence FROM lock LEFT JOIN raised ON true
        """;

    public static async Task<(bool Taken, Fence? Fence)> TakeAsync(NpgsqlConnection connection, LockKey key, Duration maySleep, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(MaySleep(maySleep));
            batch.BatchCommands.Add(new(Take) { Parameters = { new() { Value = AdvisoryKey.Of(key), NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = key.ToString(), NpgsqlDbType = NpgsqlDbType.Text } } });
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetBoolean(0), reader.IsDBNull(1) ? null : new Fence(reader.GetInt32(1), reader.GetInt64(2)));
            }
        }
    }

    public static async Task FreeAsync(NpgsqlConnection connection, LockKey key, Duration maySleep, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new("SELECT pg_advisory_unlock($1)") { Parameters = { new() { Value = AdvisoryKey.Of(key), NpgsqlDbType = NpgsqlDbType.Bigint } } });
            batch.BatchCommands.Add(MaySleep(maySleep));
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task StayAwakeAsync(NpgsqlConnection connection, Duration maySleep, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(MaySleep(maySleep));
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static NpgsqlBatchCommand MaySleep(Duration time) => new("SELECT set_config('idle_session_timeout', $1, false)")
    {
        Parameters = { new() { Value = ((long)Math.Ceiling(time.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture), NpgsqlDbType = NpgsqlDbType.Text } },
    };
}
