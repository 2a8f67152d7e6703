using Npgsql;
using NpgsqlTypes;

namespace Carillon.Benchmarks.Heartbeats;

/// <summary>The evidence rows of heartbeats written by hand into a table of the same shape, and nothing else.</summary>
internal sealed class RawEvidence(NpgsqlDataSource source, string tenant, IReadOnlyList<Guid> sessions, int batches)
{
    private const string Columns = "tenant_id, session_id, kind, key, effective_at, client_at, received_at, clock_suspect, clock_offset";
    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        await RunAsync("DROP TABLE IF EXISTS raw_evidence; CREATE TABLE raw_evidence (LIKE study_evidence INCLUDING ALL)", cancellationToken);
        await RunAsync("VACUUM ANALYZE", cancellationToken);
        await RunAsync("CHECKPOINT", cancellationToken);
    }

    public Task DropAsync(CancellationToken cancellationToken) => RunAsync("DROP TABLE IF EXISTS raw_evidence", cancellationToken);

    /// <summary>One prepared single-row INSERT for each beat, a batch of them in one round trip and one transaction.</summary>
    public async Task InsertRowByRowAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var session in sessions)
        {
            batch.BatchCommands.Add(new($"INSERT INTO raw_evidence ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            {
                Parameters =
                {
                    Parameter(NpgsqlDbType.Text, tenant), Parameter(NpgsqlDbType.Uuid, session), Parameter(NpgsqlDbType.Integer, BeatKind),
                    Parameter(NpgsqlDbType.Text, ""), Parameter(NpgsqlDbType.TimestampTz, Start), Parameter(NpgsqlDbType.TimestampTz, Start),
                    Parameter(NpgsqlDbType.TimestampTz, Start), Parameter(NpgsqlDbType.Boolean, false), Parameter(NpgsqlDbType.Bigint, 0L),
                },
            });
        }

        await batch.PrepareAsync(cancellationToken);
        for (var i = 0; i < batches; i++)
        {
            var (key, at) = BeatOf(i);
            foreach (var command in batch.BatchCommands)
            {
                var parameters = command.Parameters;
                parameters[3].Value = key;
                parameters[4].Value = parameters[5].Value = parameters[6].Value = at;
            }

            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            batch.Transaction = transaction;
            await batch.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>One INSERT from arrays for each batch.</summary>
    public async Task InsertArraysAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"INSERT INTO raw_evidence ({Columns}) SELECT $1, s, $3, k, t, t, t, false, 0 FROM unnest($2, $4, $5) AS r(s, k, t)", connection)
        {
            Parameters =
            {
                Parameter(NpgsqlDbType.Text, tenant), Parameter(NpgsqlDbType.Array | NpgsqlDbType.Uuid, sessions.ToArray()),
                Parameter(NpgsqlDbType.Integer, BeatKind), Parameter(NpgsqlDbType.Array | NpgsqlDbType.Text, Array.Empty<string>()),
                Parameter(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, Array.Empty<DateTime>()),
            },
        };
        await command.PrepareAsync(cancellationToken);
        for (var i = 0; i < batches; i++)
        {
            var (key, at) = BeatOf(i);
            command.Parameters[3].Value = Enumerable.Repeat(key, sessions.Count).ToArray();
            command.Parameters[4].Value = Enumerable.Repeat(at, sessions.Count).ToArray();
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>One binary COPY for each batch: the physical limit, without any answer about duplicates.</summary>
    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        for (var i = 0; i < batches; i++)
        {
            var (key, at) = BeatOf(i);
            await using var copy = await connection.BeginBinaryImportAsync($"COPY raw_evidence ({Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            foreach (var session in sessions)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(tenant, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(session, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(BeatKind, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(key, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancellationToken);
                await copy.WriteAsync(0L, NpgsqlDbType.Bigint, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }
    }

    private static int BeatKind => (int)Sessions.EvidenceKind.Beat;

    private static (string Key, DateTime At) BeatOf(int batch) => (HeartbeatBenchmark.KeyOf(batch), Start.AddSeconds(30 * batch));

    private static NpgsqlParameter Parameter(NpgsqlDbType type, object value) => new() { NpgsqlDbType = type, Value = value };

    private async Task RunAsync(string script, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(script);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
