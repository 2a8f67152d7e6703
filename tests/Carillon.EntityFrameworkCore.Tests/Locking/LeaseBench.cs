using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.PostgreSql;
using Carillon.PostgreSql.Locking;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>Hosts that share leases on one server, each told apart by the name of its connections, and a look at the server from beside.</summary>
internal sealed class LeaseBench : IAsyncDisposable
{
    private readonly string _server;
    private readonly string? _prefix;
    private readonly List<ServiceProvider> _hosts = [];
    private readonly List<IDisposable> _leases = [];
    private NpgsqlDataSource? _beside;

    private LeaseBench(string server, string? prefix)
    {
        _server = server;
        _prefix = prefix;
    }

    /// <summary>The two kinds that exclude other processes.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["table", "advisory"];

    public string Control => On(_server, $"{_prefix}control", "carillon");

    public string TenantTemplate => On(_server, "TENANT", "carillon").Replace("TENANT", $"{_prefix}{{tenant}}", StringComparison.Ordinal);

    /// <summary>On the server that all tests share.</summary>
    public static Task<LeaseBench> StartAsync(CancellationToken cancellationToken)
    {
        PostgreSqlServer.SkipUnlessAvailable();
        return PrepareAsync(new(PostgreSqlServer.MaintenanceConnectionString!, $"t{Guid.NewGuid():N}"[..12] + "_"), cancellationToken);
    }

    public static Task<LeaseBench> StartAsync(PrivatePostgreSqlServer server, CancellationToken cancellationToken) =>
        PrepareAsync(new(server.ConnectionString, null), cancellationToken);

    /// <summary>A host of its own; through another port when one is given.</summary>
    public IServiceProvider Host(string kind, string name, int? port = null, Action<AdvisoryLeaseOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCarillon(b =>
        {
            b.UsePostgreSql(o =>
            {
                o.ControlConnectionString = On(port is null ? _server : Through(port.Value), $"{_prefix}control", name);
                o.TenantConnectionStringTemplate = TenantTemplate;
            });
            if (kind == "advisory")
            {
                b.UsePostgreSqlAdvisoryLeases(configure);
            }
        });
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host;
    }

    /// <summary>The leases of a host of its own, on the real clock.</summary>
    public LeaseProvider Leases(string kind, string name, int? port = null)
    {
        var leases = new LeaseProvider(Host(kind, name, port).GetRequiredService<ILeaseStore>(), TimeProvider.System, NullLogger<LeaseProvider>.Instance);
        _leases.Add(leases);
        return leases;
    }

    /// <summary>How many connections of this name the control database has.</summary>
    public Task<long> CountAsync(string name, CancellationToken cancellationToken) => ScalarAsync<long>("count(*)", name, cancellationToken);

    public async Task<int[]> ProcessesOfAsync(string name, CancellationToken cancellationToken) => await ScalarAsync<int[]>("array_agg(pid)", name, cancellationToken);

    /// <summary>Ends the connections of this name, and returns when they have let go of their locks.</summary>
    public Task TerminateAsync(string name, CancellationToken cancellationToken) => ScalarAsync<long>("count(pg_terminate_backend(pid, 10000))", name, cancellationToken);

    /// <summary>Asks until the key is given, at most for a minute.</summary>
    public static async Task<ILease> UntilTakenAsync(LeaseProvider leases, LockKey key, Duration length, CancellationToken cancellationToken) =>
        await leases.AcquireAsync(key, new() { Length = length, WaitAtMost = Duration.FromMinutes(1) }, cancellationToken);

    /// <summary>Waits until a lease is lost, at most for a minute.</summary>
    public static async Task UntilLostAsync(ILease lease, CancellationToken cancellationToken)
    {
        var lost = new TaskCompletionSource();
        await using var told = lease.Lost.Register(lost.SetResult);
        await lost.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    /// <summary>Waits until a lease of the table ends this much later than now, at most for a minute.</summary>
    public async Task UntilRenewedAsync(LockKey key, Duration by, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var first = await EndOfAsync(key, limit.Token);
        while (await EndOfAsync(key, limit.Token) < first + by.ToTimeSpan())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _leases.ForEach(l => l.Dispose());
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await (_beside?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_prefix is not null)
        {
            await PostgreSqlServer.DropDatabasesAsync(_prefix, CancellationToken.None);
        }
    }

    private static async Task<LeaseBench> PrepareAsync(LeaseBench bench, CancellationToken cancellationToken)
    {
        var host = bench.Host("table", "provisioner");
        await host.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new(TenantId.Parse("hocmai"), "Hocmai", "Asia/Ho_Chi_Minh"), cancellationToken);
        bench._beside = NpgsqlDataSource.Create(On(bench._server, $"{bench._prefix}control", "beside"));
        return bench;
    }

    private static string On(string server, string database, string name) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, ApplicationName = name }.ConnectionString;

    private string Through(int port) => new NpgsqlConnectionStringBuilder(_server) { Port = port }.ConnectionString;

    private async Task<T> ScalarAsync<T>(string expression, string name, CancellationToken cancellationToken)
    {
        await using var command = _beside!.CreateCommand($"SELECT {expression} FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()");
        command.Parameters.Add(new() { Value = name });
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<DateTime> EndOfAsync(LockKey key, CancellationToken cancellationToken)
    {
        await using var command = _beside!.CreateCommand("SELECT expires_at FROM carillon_lease WHERE lock_key = $1");
        command.Parameters.Add(new() { Value = key.ToString() });
        return (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
