using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>
/// The loop of the source document on Npgsql: chunks of 500 by id, one transaction per chunk, and for each session a refresh, its update
/// and the three totals.
/// </summary>
internal sealed class SourceLoop(NpgsqlDataSource source, SourceTotals totals)
{
    private const int Active = 1;
    private const int AutoEnded = 3;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var chunk = Command(
            connection,
            totals.IsPrepared,
            "SELECT id FROM student_study_sessions WHERE status = $1 AND (last_heartbeat_at < now() - interval '10 minutes' OR last_heartbeat_at IS NULL) AND id > $2 ORDER BY id LIMIT 500",
            NpgsqlDbType.Smallint, NpgsqlDbType.Bigint);
        await using var refresh = Command(
            connection,
            totals.IsPrepared,
            "SELECT student_id, id_history, id_contest, status, session_start_at, last_heartbeat_at FROM student_study_sessions WHERE id = $1",
            NpgsqlDbType.Bigint);
        await using var update = Command(
            connection,
            totals.IsPrepared,
            "UPDATE student_study_sessions SET status = $2, session_end_at = $3, duration_seconds = $4, updated_at = now() WHERE id = $1",
            NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.TimestampTz, NpgsqlDbType.Integer);
        var daily = totals.Daily(connection);
        var history = totals.History(connection);
        var contest = totals.Contest(connection);

        var count = 0;
        var last = 0L;
        while (true)
        {
            var ids = await ChunkAsync(chunk, last, cancellationToken);
            if (ids.Count == 0)
            {
                return count;
            }

            last = ids[^1];
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (var id in ids)
            {
                if (await RefreshAsync(refresh, id, cancellationToken) is not { Status: Active } session)
                {
                    continue;
                }

                var end = session.LastBeat ?? session.Start.AddMinutes(5);
                var seconds = (int)(end - session.Start).TotalSeconds;
                Set(update, id, (short)AutoEnded, end, seconds);
                await update.ExecuteNonQueryAsync(cancellationToken);
                await daily.AddAsync(session.Student, DateOnly.FromDateTime(end), seconds, cancellationToken);
                await history.AddAsync(session.Student, session.History, seconds, cancellationToken);
                await contest.AddAsync(session.Student, session.Contest, seconds, cancellationToken);
                count++;
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static async Task<List<long>> ChunkAsync(NpgsqlCommand chunk, long after, CancellationToken cancellationToken)
    {
        Set(chunk, (short)Active, after);
        var ids = new List<long>();
        await using var reader = await chunk.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }

    private static async Task<SourceSession?> RefreshAsync(NpgsqlCommand refresh, long id, CancellationToken cancellationToken)
    {
        Set(refresh, id);
        await using var reader = await refresh.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt16(3), reader.GetDateTime(4), reader.IsDBNull(5) ? null : reader.GetDateTime(5))
            : null;
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, bool isPrepared, string text, params NpgsqlDbType[] types)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        if (isPrepared)
        {
            command.Prepare();
        }

        return command;
    }

    internal static void Set(NpgsqlCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }

    private sealed record SourceSession(long Student, long History, long Contest, short Status, DateTime Start, DateTime? LastBeat);
}
