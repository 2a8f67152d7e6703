using System.Globalization;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>T3 on a server that has few connections.</summary>
public sealed class ServerBudgetTests
{
    private const string TooManyConnections = "53300";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_workers_on_many_tenants_stay_within_the_budget_and_without_it_the_server_is_full()
    {
        var (tenants, workers, budget) = (Math.Min(50, TestSize.Scale(12)), Math.Min(40, TestSize.Scale(10)), Math.Min(20, TestSize.Scale(5)));
        await using var server = await BudgetServer.StartAsync(budget + 8, tenants, Ct);
        await using (var host = server.Host(b => b.ConfigureConnectionBudget(o => o.PerServer = budget)))
        {
            var (most, failures) = await VisitAsync(server, host, tenants, workers, visits: 20);

            failures.ShouldBeEmpty();
            most.ShouldBeLessThanOrEqualTo(budget);
            var use = host.GetRequiredService<ConnectionBudget>().Use.Single();
            use.Evicted.ShouldBeGreaterThan(0);
            use.Waiting.ShouldBe(0);
            use.Open.ShouldBe(use.Idle);
        }

        await using var unguarded = server.Host(b => b.ConfigureConnectionBudget(o => o.PerServer = 1_000));
        var leak = await VisitAsync(server, unguarded, tenants, workers, visits: 20);
        leak.Most.ShouldBeGreaterThan(budget);
        if (tenants > budget + 8)
        {
            leak.Failures.ShouldContain(e => e is PostgresException && ((PostgresException)e).SqlState == TooManyConnections);
        }
    }

    [Fact]
    public async Task What_is_broken_killed_refused_or_swapped_is_counted_right()
    {
        await using var server = await BudgetServer.StartAsync(30, tenants: 3, Ct);
        await using var host = server.Host(b => b.ConfigureConnectionBudget(o => o.PerServer = 2));
        var connections = host.GetRequiredService<ITenantConnections>();
        ConnectionUse Use() => host.GetRequiredService<ConnectionBudget>().Use.Single();

        // Killed while it is used: the place is free.
        await using (var tx = await connections.BeginAsync(TenantId.Parse("t00"), Ct))
        {
            await server.RunAsync($"SELECT pg_terminate_backend({((NpgsqlConnection)tx.Connection).ProcessID})", Ct);
            await Should.ThrowAsync<PostgresException>(async () => await tx.ExecuteAsync($"SELECT 1", Ct));
        }

        Use().Open.ShouldBe(0);

        // Another stamp: refused when it is opened, ever again, and no place is lost.
        await server.RunAsync("ALTER DATABASE t01 RENAME TO kept", Ct);
        await server.RunAsync("CREATE DATABASE t01 TEMPLATE t02", Ct);
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<WrongTenantDatabaseException>(async () => await connections.BeginAsync(TenantId.Parse("t01"), Ct));
        }

        Use().Open.ShouldBe(0);

        // Two in use: the third waits until one is given back; it gets the place, not the connection.
        var first = await connections.BeginAsync(TenantId.Parse("t00"), Ct);
        var second = await connections.BeginAsync(TenantId.Parse("t00"), Ct);
        var third = connections.BeginAsync(TenantId.Parse("t02"), Ct).AsTask();
        while (Use().Waiting == 0)
        {
            await Task.Yield();
        }

        await first.DisposeAsync();
        await using (await third)
        {
            Use().Open.ShouldBe(2);
        }

        // The pool was cleared while the second was in use, so that it is closed now.
        await second.DisposeAsync();
        Use().Open.ShouldBe(1);
        Use().Idle.ShouldBe(1);
    }

    [Fact]
    public async Task The_stamp_is_read_once_for_each_physical_open_and_never_for_a_pooled_one()
    {
        await using var server = await BudgetServer.StartAsync(30, tenants: 2, Ct);
        await using var host = server.Host(b => b.ConfigureConnectionBudget(o => o.PerServer = 1));
        var connections = host.GetRequiredService<ITenantConnections>();

        var before = await ReadsAsync(host, "t00");
        for (var i = 0; i < 10; i++)
        {
            await using var tx = await connections.BeginAsync(TenantId.Parse("t00"), Ct);
            await tx.ExecuteAsync($"SELECT 1", Ct);
        }

        (await ReadsAsync(host, "t00")).ShouldBe(before);

        // Evicted and opened again.
        await using (await connections.BeginAsync(TenantId.Parse("t01"), Ct))
        {
        }

        (await ReadsAsync(host, "t00")).ShouldBe(before + 1);
    }

    // How often the stamp was read in this database, as its only session says, which tells what it did when its transaction ends.
    private static async Task<long> ReadsAsync(IServiceProvider host, string tenant)
    {
        var connections = host.GetRequiredService<ITenantConnections>();
        await using (var told = await connections.BeginAsync(TenantId.Parse(tenant), Ct))
        {
            await told.FirstOrDefaultAsync($"SELECT pg_stat_force_next_flush()::text", _ => 0, Ct);
        }

        await using var tx = await connections.BeginAsync(TenantId.Parse(tenant), Ct);
        return await tx.FirstOrDefaultAsync(
            $"SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'carillon_identity'", r => r.Long(0), Ct);
    }

    private static async Task<(int Most, IReadOnlyList<Exception> Failures)> VisitAsync(BudgetServer server, IServiceProvider host, int tenants, int workers, int visits)
    {
        var connections = host.GetRequiredService<ITenantConnections>();
        using var stop = new CancellationTokenSource();
        var counting = server.CountAsync(stop.Token);
        var failures = new List<Exception>();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(worker);
                for (var i = 0; i < visits; i++)
                {
                    var id = string.Create(CultureInfo.InvariantCulture, $"t{random.Next(tenants):00}");
                    try
                    {
                        await using var tx = await connections.BeginAsync(TenantId.Parse(id), Ct);
                        (await tx.FirstOrDefaultAsync($"SELECT tenant_id FROM carillon_identity", r => r.Text(0), Ct)).ShouldBe(id);
                    }
                    catch (Exception error)
                    {
                        lock (failures)
                        {
                            failures.Add(error);
                        }
                    }
                }
            },
            Ct)));
        await stop.CancelAsync();
        return (await counting, failures);
    }
}
