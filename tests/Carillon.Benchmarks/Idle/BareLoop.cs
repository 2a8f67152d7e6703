using Microsoft.Data.Sqlite;

namespace Carillon.Benchmarks.Idle;

/// <summary>The least that a visit can be: take a connection of the tenant's file, ask one indexed question, give it back.</summary>
internal sealed class BareLoop(IReadOnlyList<(string Tenant, string File)> tenants, int parallelism) : IDisposable
{
    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
    private const string Query = "SELECT min(wake_at) FROM study_session WHERE tenant_id = @tenant AND awaits = 1 AND wake_at >= 0";

    private bool _isWarm;

    /// <summary>How many tenants had something waiting in the last pass.</summary>
    public int Waiting { get; private set; }

    /// <summary>Closes all kept connections, so that the next pass opens its own.</summary>
    public void Cool()
    {
        SqliteConnection.ClearAllPools();
        _isWarm = false;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var waiting = 0;
        await Parallel.ForEachAsync(
            tenants,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
            async (tenant, ct) =>
            {
                if (await VisitAsync(tenant.Tenant, tenant.File, ct) is not null)
                {
                    Interlocked.Increment(ref waiting);
                }
            });
        _isWarm = true;
        Waiting = waiting;
    }

    public void Dispose() => Cool();

    private async Task<long?> VisitAsync(string tenant, string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = true }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        if (!_isWarm)
        {
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        command.CommandText = Query;
        command.Parameters.AddWithValue("@tenant", tenant);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }
}
