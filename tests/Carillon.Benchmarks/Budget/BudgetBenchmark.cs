using Carillon.Benchmarks.Harness;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Benchmarks.Budget;

/// <summary>Many tenants under a budget of few connections, against the same without one; and what the stamp costs that each new connection is checked for.</summary>
internal sealed class BudgetBenchmark : IBenchmark
{
    private const int Budget = 20;
    private const int Unlimited = 10_000;

    public string Verb => "budget";

    public bool NeedsPostgreSql => false;

    public async Task<IReadOnlyList<ResultRow>> RunAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        await log.WriteLineAsync("budget | making tenants");
        await using var server = await BudgetServer.StartAsync(size.Of(50, 24), cancellationToken);
        return
        [
            .. await VisitsAsync("PostgreSQL", size, log, server.Hosts, server.Tenants, workers: 40, visits: size.Of(25, 5), cancellationToken),
            .. await new StampCost(server, size, log).RunAsync(cancellationToken),
            .. await FilesAsync(size, log, cancellationToken),
        ];
    }

    private static async Task<IReadOnlyList<ResultRow>> FilesAsync(BenchmarkSize size, TextWriter log, CancellationToken cancellationToken)
    {
        var budget = Unlimited;
        await using var installation = await TestInstallation.StartAsync("sqlite", cancellationToken, b => b.ConfigureConnectionBudget(o => o.PerServer = budget));
        var tenants = Enumerable.Range(0, size.Of(1_000, 50)).Select(i => TenantId.Parse($"t{i:0000}")).ToList();
        foreach (var tenant in tenants)
        {
            await installation.AddTenantAsync(tenant.Value, cancellationToken);
        }

        TestInstallation? last = null;
        return await VisitsAsync("SQLite", size, log, HostAsync, tenants, workers: 32, visits: size.Of(60, 10), cancellationToken);

        // One host at a time has the files.
        async Task<ServiceProvider> HostAsync(int wanted, CancellationToken ct)
        {
            budget = wanted;
            last = await (last ?? installation).RestartAsync(ct);
            return last.Services;
        }
    }

    private static async Task<IReadOnlyList<ResultRow>> VisitsAsync(
        string kind,
        BenchmarkSize size,
        TextWriter log,
        Func<int, CancellationToken, Task<ServiceProvider>> start,
        IReadOnlyList<TenantId> tenants,
        int workers,
        int visits,
        CancellationToken cancellationToken)
    {
        var most = new Dictionary<int, int>();
        var evicted = 0L;
        var timings = await new Comparison(size, log).RunAsync($"budget, {kind}", [Of("no budget", Unlimited), Of($"budget of {Budget}", Budget)], cancellationToken);
        var work = $"{tenants.Count:N0} {kind} tenants, {workers} workers, {workers * visits:N0} transactions";
        return
        [
            ResultRow.Of(work, workers * visits, "transactions", timings[0], timings[1], null),
            new($"{work}: connections open at most", $"{most[Unlimited]}", $"{most[Budget]}, {evicted:N0} evicted in a round", "–", $"≤ {Budget}", most[Budget] <= Budget ? "yes" : "no"),
        ];

        Contestant Of(string name, int budget)
        {
            ServiceProvider? host = null;
            return new(
                name,
                async ct =>
                {
                    host = await start(budget, ct);
                    await host.GetRequiredService<ITenantCatalog>().ListAsync(TenantQuery.Active, ct).CountAsync(ct);
                },
                async ct => most[budget] = Math.Max(most.GetValueOrDefault(budget), await Visits.RunAsync(host!, tenants, workers, visits, ct)),
                async _ =>
                {
                    var use = host!.GetRequiredService<ConnectionBudget>().Use.Single();
                    Verify.Equal([0, use.Idle], [use.Waiting, use.Open], "the budget at rest");
                    evicted = Math.Max(evicted, use.Evicted);
                    await host!.DisposeAsync();
                });
        }
    }
}
