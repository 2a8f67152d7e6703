using System.Net.NetworkInformation;
using Carillon.PostgreSql;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>A server with few connections, tenants on it, and somebody who counts their sessions all the time.</summary>
internal sealed class BudgetServer(PrivatePostgreSqlServer server) : IAsyncDisposable
{
    public const string Application = "tenants";

    /// <summary>Starts it with tenants t00, t01 and so on.</summary>
    public static async Task<BudgetServer> StartAsync(int maxConnections, int tenants, CancellationToken cancellationToken)
    {
        var started = new BudgetServer(await PrivatePostgreSqlServer.StartAsync(cancellationToken));
        try
        {
            await started.RunAsync($"ALTER SYSTEM SET max_connections = {maxConnections}", cancellationToken);
            await started.RunAsync("ALTER SYSTEM SET fsync = off", cancellationToken);
            NpgsqlConnection.ClearAllPools();
            await started.Server.CrashAndRestartAsync(cancellationToken);
            await using var host = started.Host(_ => { });
            for (var i = 0; i < tenants; i++)
            {
                await host.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new(TenantId.Parse($"t{i:00}"), "T", "UTC"), cancellationToken);
            }

            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public PrivatePostgreSqlServer Server => server;

    /// <summary>The connection string of a tenant, <c>{tenant}</c> for all of them.</summary>
    public string ConnectionStringOf(string database, string? user = null, string? password = null) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = database,
            Username = user ?? "postgres",
            Password = password,
            ApplicationName = Application,
        }.ConnectionString;

    public ServiceProvider Host(Action<CarillonBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCarillon(b =>
        {
            b.UsePostgreSql(o =>
            {
                o.ControlConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "control", MaxPoolSize = 4 }.ConnectionString;
                o.TenantConnectionStringTemplate = ConnectionStringOf("{tenant}");
            });
            configure(b);
        });
        return services.BuildServiceProvider();
    }

    /// <summary>Counts the sessions on tenants' databases without a pause until it is stopped; the most there were at the same time.</summary>
    /// <remarks>A session whose end of the wire is closed is not counted: the server needs some milliseconds to end it.</remarks>
    public async Task<int> CountAsync(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(CancellationToken.None);
        var sessions = $"SELECT array_agg(client_port) FROM pg_stat_activity WHERE application_name = '{Application}'";
        await using var command = new NpgsqlCommand(sessions, connection);
        var most = 0;
        while (!stop.IsCancellationRequested)
        {
            var before = ConnectedPorts(connection.Port);
            var found = await command.ExecuteScalarAsync(CancellationToken.None) as int[] ?? [];
            var after = ConnectedPorts(connection.Port);
            most = Math.Max(most, found.Count(port => before.Contains(port) && after.Contains(port)));
        }

        return most;
    }

    private static HashSet<int> ConnectedPorts(int server) =>
    [
        .. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Where(c => c.RemoteEndPoint.Port == server && c.State == TcpState.Established)
            .Select(c => c.LocalEndPoint.Port),
    ];

    /// <summary>Makes a role that may do everything on tenants' databases, and must say its password.</summary>
    public async Task RequirePasswordAsync(string role, string password, CancellationToken cancellationToken)
    {
        await RunAsync($"CREATE ROLE {role} LOGIN SUPERUSER PASSWORD '{password}'", cancellationToken);
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var where = new NpgsqlCommand("SHOW hba_file", connection);
        var file = (string)(await where.ExecuteScalarAsync(cancellationToken))!;
        await RunAsync($"COPY (SELECT unnest(ARRAY['host all postgres all trust', 'host all all all scram-sha-256'])) TO '{file}'", cancellationToken);
        await RunAsync("SELECT pg_reload_conf()", cancellationToken);
    }

    /// <summary>The sessions on tenants' databases.</summary>
    public async Task<int[]> PidsAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT array_agg(pid) FROM pg_stat_activity WHERE application_name = '{Application}'", connection);
        return (int[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>How many sessions there are on tenants' databases, when those that were closed have ended.</summary>
    public async Task<long> SessionsAsync(int expected, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT count(*), pg_sleep(0.01) FROM pg_stat_activity WHERE application_name = '{Application}'", connection);
        var found = -1L;
        for (var i = 0; i < 500 && found != expected; i++)
        {
            found = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        return found;
    }

    public async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
