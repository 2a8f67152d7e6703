using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.Benchmarks.Budget;

/// <summary>Workers that go from tenant to tenant at random, with a read transaction each.</summary>
internal static class Visits
{
    /// <summary>Runs them; the most connections that were open.</summary>
    public static async Task<int> RunAsync(IServiceProvider host, IReadOnlyList<TenantId> tenants, int workers, int visits, CancellationToken cancellationToken)
    {
        var connections = host.GetRequiredService<ITenantConnections>();
        var budget = host.GetRequiredService<ConnectionBudget>();
        var most = new int[workers];
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(worker);
                for (var i = 0; i < visits; i++)
                {
                    var tenant = tenants[random.Next(tenants.Count)];
                    await using var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken);
                    var found = await transaction.FirstOrDefaultAsync($"SELECT tenant_id FROM carillon_identity", r => r.Text(0), cancellationToken);
                    if (found != tenant.Value)
                    {
                        throw new InvalidOperationException($"Asked for {tenant}, found {found}.");
                    }

                    most[worker] = Math.Max(most[worker], budget.Use.Single().Open);
                }
            },
            cancellationToken)));
        return most.Max();
    }
}
