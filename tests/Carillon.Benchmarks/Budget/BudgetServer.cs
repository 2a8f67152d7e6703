using Carillon.PostgreSql;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Carillon.Benchmarks.Budget;

/// <summary>A server of its own with tenants, with more connections than anybody needs.</summary>
internal sealed class BudgetServer(PrivatePostgreSqlServer server, IReadOnlyList<TenantId> tenants) : IAsyncDisposable
{
    public IReadOnlyList<TenantId> Tenants => tenants;

    public static async Task<BudgetServer> StartAsync(int tenants, CancellationToken cancellationToken)
    {
        var server = new BudgetServer(await PrivatePostgreSqlServer.StartAsync(cancellationToken), [.. Enumerable.Range(0, tenants).Select(i => TenantId.Parse($"t{i:00}"))]);
        await using (var source = NpgsqlDataSource.Create(server.ConnectionStringOf("postgres")))
        await using (var command = source.CreateCommand("ALTER SYSTEM SET max_connections = 500"))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await server.RestartAsync(cancellationToken);
        await using var host = await server.Hosts(20, cancellationToken);
        foreach (var tenant in server.Tenants)
        {
            await host.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new(tenant, "T", "UTC"), cancellationToken);
        }

        return server;
    }

    public string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>A host with this budget.</summary>
    public Task<ServiceProvider> Hosts(int budget, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCarillon(b => b
            .UsePostgreSql(o =>
            {
                o.ControlConnectionString = ConnectionStringOf("control");
                o.TenantConnectionStringTemplate = ConnectionStringOf("{tenant}");
            })
            .ConfigureConnectionBudget(o => o.PerServer = budget));
        return Task.FromResult(services.BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private Task RestartAsync(CancellationToken cancellationToken) => server.CrashAndRestartAsync(cancellationToken);
}
