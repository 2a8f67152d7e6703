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
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_workers_on_many_tenants_stay_within_the_budget()
    {
        var (tenants, workers, budget) = (Math.Min(50, TestSize.Scale(12)), Math.Min(40, TestSize.Scale(10)), Math.Min(20, TestSize.Scale(5)));
        await using var server = await BudgetServer.StartAsync(budget + 12, tenants, Ct);
        await using var host = server.Host(b => b.ConfigureConnectionBudget(o => o.PerServer = budget));
        using var stop = new CancellationTokenSource();
        var counting = server.CountAsync(stop.Token);

        await VisitAsync(host, tenants, workers, visits: 20);

        await stop.CancelAsync();
        var most = await counting;
        var use = host.GetRequiredService<ConnectionBudget>().Use.Single();
        TestContext.Current.SendDiagnosticMessage("most {0}, evicted {1}", most, use.Evicted);
        most.ShouldBeLessThanOrEqualTo(budget);
        use.Waiting.ShouldBe(0);
        use.Open.ShouldBe(use.Idle);
    }

    private static Task VisitAsync(IServiceProvider host, int tenants, int workers, int visits)
    {
        var connections = host.GetRequiredService<ITenantConnections>();
        return Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(worker);
                for (var i = 0; i < visits; i++)
                {
                    var id = $"t{random.Next(tenants):00}";
                    await using var tx = await connections.BeginAsync(TenantId.Parse(id), Ct);
                    (await tx.FirstOrDefaultAsync($"SELECT tenant_id FROM carillon_identity", r => r.Text(0), Ct)).ShouldBe(id);
                }
            },
            Ct)));
    }
}
