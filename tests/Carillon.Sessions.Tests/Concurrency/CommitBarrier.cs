using Carillon.Sessions.Tests.Faults;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Carillon.Sessions.Tests.Concurrency;

/// <summary>
/// PostgreSQL: while it is up, whoever has changed a session stops before the commit, with all locks held. So two real transactions meet
/// in an order that the test chooses.
/// </summary>
internal sealed class CommitBarrier : IAsyncDisposable
{
    private const string Install =
        """
        CREATE OR REPLACE FUNCTION wait_at_barrier() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NULL; END';
        DROP TRIGGER IF EXISTS barrier ON study_session;
        CREATE CONSTRAINT TRIGGER barrier AFTER INSERT OR UPDATE OR DELETE ON study_session
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_barrier();
        """;

    private const int MostLooks = 50_000;
    private readonly NpgsqlConnection _connection;

    private CommitBarrier(NpgsqlConnection connection) => _connection = connection;

    public static async Task<CommitBarrier> RaiseAsync(School school, CancellationToken ct)
    {
        await school.ExecuteAsync(School.Hocmai, Install, ct);
        var barrier = await ConnectAsync(school, ct);
        await barrier.ExecuteAsync("SELECT pg_advisory_lock(4711)", ct);
        return barrier;
    }

    /// <summary>A connection of its own, with no barrier.</summary>
    public static async Task<CommitBarrier> ConnectAsync(School school, CancellationToken ct)
    {
        var address = await school.Installation.Services.GetRequiredService<IDatabaseDirectory>().LocateAsync(School.Hocmai, ct);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return new(connection);
    }

    /// <summary>Returns when so many transactions wait for a lock, at the barrier or for each other.</summary>
    public async Task WaitersAsync(int count, CancellationToken ct)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            await using var command = new NpgsqlCommand(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", _connection);
            if ((long)(await command.ExecuteScalarAsync(ct))! == count)
            {
                return;
            }
        }

        throw new TimeoutException($"Never {count} transactions waited.");
    }

    public Task LiftAsync(CancellationToken ct) => ExecuteAsync("SELECT pg_advisory_unlock(4711)", ct);

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
