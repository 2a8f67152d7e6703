using Carillon.Benchmarks.Harness;
using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Carillon.Benchmarks.Budget;

/// <summary>What the identity stamp costs a connection that is opened, and one that is taken from a pool.</summary>
internal sealed class StampCost(BudgetServer server, BenchmarkSize size, TextWriter log)
{
    public async Task<IReadOnlyList<ResultRow>> RunAsync(CancellationToken cancellationToken)
    {
        var opens = size.Of(100, 10);
        await using var host = await server.Hosts(1, cancellationToken);
        var connections = host.GetRequiredService<ITenantConnections>();
        var sources = server.Tenants.Take(2).Select(t => NpgsqlDataSource.Create(server.ConnectionStringOf(t.Value))).ToList();

        // One place and two tenants: each transaction opens a connection and closes the other tenant's.
        async Task OursAsync(CancellationToken ct)
        {
            for (var i = 0; i < opens; i++)
            {
                await using var transaction = await connections.BeginAsync(server.Tenants[i % 2], TransactionMode.Read, ct);
                await transaction.FirstOrDefaultAsync($"SELECT 1", r => r.Int(0), ct);
            }
        }

        async Task BareAsync(CancellationToken ct)
        {
            for (var i = 0; i < opens; i++)
            {
                sources[(i + 1) % 2].Clear();
                await using var connection = await sources[i % 2].OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(ct);
            }
        }

        static Task Nothing(CancellationToken _) => Task.CompletedTask;
        var timings = await new Comparison(size, log).RunAsync(
            "budget, opens", [new("Npgsql, no check", Nothing, BareAsync, Nothing), new("evict, open, check the stamp", Nothing, OursAsync, Nothing)], cancellationToken);
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }

        var before = await ReadsAsync(connections, cancellationToken);
        for (var i = 0; i < opens; i++)
        {
            await using var transaction = await connections.BeginAsync(server.Tenants[0], TransactionMode.Read, cancellationToken);
        }

        var reads = await ReadsAsync(connections, cancellationToken) - before;
        return
        [
            ResultRow.Of($"Open a connection {opens} times", opens, "opens", timings[0], timings[1], null, isRate: false),
            new($"Take an open connection {opens} times: reads of the stamp", "–", $"{reads}", "–", "0", reads == 0 ? "yes" : "no"),
        ];
    }

    // The session tells what it did when its transaction ends.
    private async Task<long> ReadsAsync(ITenantConnections connections, CancellationToken cancellationToken)
    {
        await using (var told = await connections.BeginAsync(server.Tenants[0], TransactionMode.Read, cancellationToken))
        {
            await told.FirstOrDefaultAsync($"SELECT pg_stat_force_next_flush()::text", _ => 0, cancellationToken);
        }

        await using var transaction = await connections.BeginAsync(server.Tenants[0], TransactionMode.Read, cancellationToken);
        return await transaction.FirstOrDefaultAsync(
            $"SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'carillon_identity'", r => r.Long(0), cancellationToken);
    }
}
