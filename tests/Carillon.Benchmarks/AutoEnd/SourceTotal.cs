using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>One of the source's totals: a row per student and key, incremented session by session.</summary>
internal sealed class SourceTotal
{
    private readonly NpgsqlCommand? _find;
    private readonly NpgsqlCommand? _update;
    private readonly NpgsqlCommand _insert;

    public SourceTotal(NpgsqlConnection connection, string table, string key, NpgsqlDbType keyType, bool isBetter)
    {
        var onConflict = isBetter
            ? $" ON CONFLICT (student_id, {key}) DO UPDATE SET total_seconds = {table}.total_seconds + EXCLUDED.total_seconds, session_count = {table}.session_count + 1, updated_at = now()"
            : "";
        _insert = SourceLoop.Command(
            connection,
            isBetter,
            $"INSERT INTO {table} (student_id, {key}, total_seconds, session_count, updated_at) VALUES ($1, $2, $3, 1, now()){onConflict}",
            NpgsqlDbType.Bigint, keyType, NpgsqlDbType.Bigint);
        if (!isBetter)
        {
            _find = SourceLoop.Command(
                connection, isBetter, $"SELECT id, total_seconds, session_count FROM {table} WHERE student_id = $1 AND {key} = $2 LIMIT 1", NpgsqlDbType.Bigint, keyType);
            _update = SourceLoop.Command(
                connection,
                isBetter,
                $"UPDATE {table} SET total_seconds = $2, session_count = $3, updated_at = now() WHERE id = $1",
                NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Integer);
        }
    }

    public async Task AddAsync(long student, object key, int seconds, CancellationToken cancellationToken)
    {
        if (_find is not null && await FindAsync(student, key, cancellationToken) is var (id, total, count))
        {
            SourceLoop.Set(_update!, id, total + seconds, count + 1);
            await _update!.ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        SourceLoop.Set(_insert, student, key, (long)seconds);
        await _insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<(long Id, long Total, int Count)?> FindAsync(long student, object key, CancellationToken cancellationToken)
    {
        SourceLoop.Set(_find!, student, key);
        await using var reader = await _find!.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2)) : null;
    }
}
