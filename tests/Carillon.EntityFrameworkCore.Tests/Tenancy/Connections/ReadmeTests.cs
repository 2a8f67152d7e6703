using System.Data.Common;
using Carillon.PostgreSql;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using MySql.Data.MySqlClient;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>The examples of the README, compiled and run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Providers_are_registered_by_name()
    {
        var services = new ServiceCollection();
        services.AddCarillon(b => b
            .UseSqlite("data")                          // brings the provider "sqlite"
            .AddPostgreSqlConnections()                 // "postgresql"
            .AddConnectionProvider(                     // and whatever the host has a driver for
                "mysql",
                MySqlClientFactory.Instance,
                t => new MySqlConnectionStringBuilder
                {
                    Server = t.Settings.Host,
                    Port = (uint)(t.Settings.Port ?? 3306),
                    Database = t.Settings.Database,
                    UserID = t.Settings.User,
                    Password = t.Secret?.Reveal(),
                    Pooling = t.Pooled,
                    ConnectionTimeout = (uint)t.OpenTimeoutSeconds,
                }.ConnectionString,
                e => e is MySqlException m ? MySqlErrors.Outcome(m.Number) : null)
            .UseSecretKeys(o => o.KeyFile = "carillon.keys"));

        using var built = services.BuildServiceProvider();
        built.GetServices<ConnectionProvider>().Select(p => p.Name).ShouldBe(["sqlite", "postgresql", "mysql"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_connection_is_opened_and_tested_by_name()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bench = await ConnectionBench.StartAsync(ct);
        await bench.AddAsync(new("sqlite", Path.Combine(bench.Installation.Folder!, "tenants", "hocmai.db")), ct, name: "warehouse");
        var (connections, tenant) = (bench.Connections, ConnectionBench.Hocmai);

        await using DbConnection warehouse = await connections.OpenAsync(tenant, new ConnectionName("warehouse"), ct);
        ConnectionTestResult result = await connections.TestAsync(tenant, new ConnectionName("warehouse"), "lan", ct);

        warehouse.State.ShouldBe(System.Data.ConnectionState.Open);
        result.Outcome.ShouldBe(ConnectionTestOutcome.Ok);
    }
}
