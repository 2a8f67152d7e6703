using Npgsql;

namespace Carillon.Benchmarks.AutoEnd;

/// <summary>The tables that the source document's service works on, with the keys its lookups need.</summary>
internal sealed class SourceTables(NpgsqlDataSource source)
{
    private const string Schema =
        """
        DROP TABLE IF EXISTS student_study_sessions, student_daily_study_times, student_history_study_times, student_contest_study_times;
        CREATE TABLE student_study_sessions (
            id bigint PRIMARY KEY, student_id bigint NOT NULL, id_history bigint NOT NULL, id_contest bigint NOT NULL, status smallint NOT NULL,
            session_start_at timestamptz NOT NULL, last_heartbeat_at timestamptz, session_end_at timestamptz, duration_seconds integer, updated_at timestamptz);
        CREATE INDEX ON student_study_sessions (student_id);
        CREATE INDEX ON student_study_sessions (status, last_heartbeat_at);
        CREATE TABLE student_daily_study_times (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, student_id bigint NOT NULL, study_date date NOT NULL,
            total_seconds bigint NOT NULL, session_count integer NOT NULL, updated_at timestamptz, UNIQUE (student_id, study_date));
        CREATE TABLE student_history_study_times (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, student_id bigint NOT NULL, id_history bigint NOT NULL,
            total_seconds bigint NOT NULL, session_count integer NOT NULL, updated_at timestamptz, UNIQUE (student_id, id_history));
        CREATE TABLE student_contest_study_times (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, student_id bigint NOT NULL, id_contest bigint NOT NULL,
            total_seconds bigint NOT NULL, session_count integer NOT NULL, updated_at timestamptz, UNIQUE (student_id, id_contest));
        """;

    private const int OtherStudents = 1_000;

    /// <summary>
    /// Makes n sessions that have been silent for half an hour after a few minutes of study, and the totals of other students: plans made
    /// on empty tables would scan them for good.
    /// </summary>
    public async Task SeedAsync(int sessions, int studySeconds, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
             {Schema}
             INSERT INTO student_study_sessions (id, student_id, id_history, id_contest, status, session_start_at, last_heartbeat_at)
             SELECT g, g, g % 100, g % 10, 1, t, t + {studySeconds} * interval '1 second'
             FROM generate_series(1, {sessions}) AS g, (SELECT now() - interval '40 minutes' AS t) AS x;
             INSERT INTO student_daily_study_times (student_id, study_date, total_seconds, session_count) SELECT -g, current_date - 1, 60, 1 FROM generate_series(1, {OtherStudents}) AS g;
             INSERT INTO student_history_study_times (student_id, id_history, total_seconds, session_count) SELECT -g, g % 100, 60, 1 FROM generate_series(1, {OtherStudents}) AS g;
             INSERT INTO student_contest_study_times (student_id, id_contest, total_seconds, session_count) SELECT -g, g % 10, 60, 1 FROM generate_series(1, {OtherStudents}) AS g;
             """);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var settle = source.CreateCommand("VACUUM ANALYZE");
        await settle.ExecuteNonQueryAsync(cancellationToken);
        await using var checkpoint = source.CreateCommand("CHECKPOINT");
        await checkpoint.ExecuteNonQueryAsync(cancellationToken);
    }
}
