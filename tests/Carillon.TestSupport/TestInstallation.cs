using Carillon.PostgreSql;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.TestSupport;

/// <summary>One installation on one kind of database, thrown away at the end.</summary>
public sealed class TestInstallation : IAsyncDisposable
{
    private readonly Action<CarillonBuilder>? _configure;
    private readonly TemporaryFolder? _folder;
    private readonly string? _prefix;
    private readonly bool _ownsData;

    private TestInstallation(string kind, Action<CarillonBuilder>? configure, TemporaryFolder? folder, string? prefix, bool ownsData)
    {
        Kind = kind;
        _configure = configure;
        _folder = folder;
        _prefix = prefix;
        _ownsData = ownsData;
        Services = Build();
    }

    /// <summary>The kinds of database that every store must work on.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["sqlite", "postgresql"];

    /// <summary>The kind of this installation.</summary>
    public string Kind { get; }

    /// <summary>The services of the one host.</summary>
    public ServiceProvider Services { get; private set; }

    /// <summary>The tenants' connections.</summary>
    public ITenantConnections Connections => Services.GetRequiredService<ITenantConnections>();

    /// <summary>Starts an empty installation; skips the calling test when its server is not there.</summary>
    public static Task<TestInstallation> StartAsync(string kind, CancellationToken cancellationToken, Action<CarillonBuilder>? configure = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (kind == "sqlite")
        {
            return Task.FromResult(new TestInstallation(kind, configure, new TemporaryFolder(), null, ownsData: true));
        }

        PostgreSqlServer.SkipUnlessAvailable();
        var prefix = $"t{Guid.NewGuid():N}"[..13];
        return Task.FromResult(new TestInstallation(kind, configure, null, prefix, ownsData: true));
    }

    /// <summary>Ends this host and starts another on the same data: what was cached is gone. It is built alike unless it is said how.</summary>
    public async Task<TestInstallation> RestartAsync(CancellationToken cancellationToken, Action<CarillonBuilder>? configure = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Services.DisposeAsync();
        return new(Kind, configure ?? _configure, _folder, _prefix, ownsData: false);
    }

    /// <summary>Another host on the same data at the same time (not on SQLite, which allows one host).</summary>
    public TestInstallation SecondHost(Action<CarillonBuilder>? configure = null) => new(Kind, configure ?? _configure, _folder, _prefix, ownsData: false);

    /// <summary>Puts a tenant into service.</summary>
    public async Task<Tenant> AddTenantAsync(string id, CancellationToken cancellationToken, string zone = "Asia/Ho_Chi_Minh") =>
        await Services.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new Tenant(TenantId.Parse(id), id, zone), cancellationToken);

    /// <summary>The data folder; null on a server.</summary>
    public string? Folder => _folder?.Path;

    /// <summary>Runs a script on a tenant's database without any check, as someone with a console would.</summary>
    public async Task RunUncheckedAsync(TenantId tenant, string script, CancellationToken cancellationToken)
    {
        await using var rented = await RentUncheckedAsync(tenant, cancellationToken);
        await RunAsync(rented, script, cancellationToken);
    }

    /// <summary>Creates a database and fills it from a script, as a restore would; the control database where the tenant is null.</summary>
    public async Task CreateFromScriptAsync(TenantId? tenant, string script, CancellationToken cancellationToken)
    {
        var (provider, address) = await LocateAsync(tenant, cancellationToken);
        await provider.CreateDatabaseAsync(address, cancellationToken);
        await using var rented = await RentUncheckedAsync(tenant, cancellationToken);
        await RunAsync(rented, script, cancellationToken);
    }

    /// <summary>Removes a tenant's database behind the host's back, or leaves an empty one in its place.</summary>
    public async Task LoseAsync(TenantId tenant, bool leavesItEmpty, CancellationToken cancellationToken)
    {
        if (Folder is { } folder)
        {
            var file = Path.Combine(folder, "tenants", $"{tenant}.db");
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            File.Delete(file);
        }
        else
        {
            await PostgreSqlServer.DropDatabasesAsync($"{_prefix}_{tenant}", cancellationToken);
        }

        if (leavesItEmpty)
        {
            var (provider, address) = await LocateAsync(tenant, cancellationToken);
            await provider.CreateDatabaseAsync(address, cancellationToken);
        }
    }

    /// <summary>A connection without any check; to the control database where the tenant is null.</summary>
    public async Task<RentedConnection> RentUncheckedAsync(TenantId? tenant, CancellationToken cancellationToken)
    {
        var (provider, address) = await LocateAsync(tenant, cancellationToken);
        var pool = provider.CreatePool(address, null);
        var rented = await pool.RentAsync(cancellationToken);
        return new(rented.Connection, async _ =>
        {
            await rented.DisposeAsync();
            await pool.DisposeAsync();
            return false;
        });
    }

    private static async Task RunAsync(RentedConnection rented, string script, CancellationToken cancellationToken)
    {
        await using var command = rented.Connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<(DatabaseProvider Provider, DatabaseAddress Address)> LocateAsync(TenantId? tenant, CancellationToken cancellationToken)
    {
        var directory = Services.GetRequiredService<IDatabaseDirectory>();
        var address = tenant is { } id ? await directory.LocateAsync(id, cancellationToken)
            : Folder is { } folder ? new DatabaseAddress("sqlite", $"Data Source={Path.Combine(folder, "control.db")}")
            : new DatabaseAddress("postgresql", PostgreSqlServer.ConnectionStringOf($"{_prefix}_control"));
        return (Services.GetServices<DatabaseProvider>().Single(p => p.Name == address.Provider), address);
    }

    /// <summary>Ends the host and removes the data.</summary>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (!_ownsData)
        {
            return;
        }

        _folder?.Dispose();
        if (_prefix is not null)
        {
            await PostgreSqlServer.DropDatabasesAsync(_prefix, CancellationToken.None);
        }
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCarillon(b =>
        {
            if (_folder is not null)
            {
                b.UseSqlite(_folder.Path);
            }
            else
            {
                b.UsePostgreSql(o =>
                {
                    o.ControlConnectionString = PostgreSqlServer.ConnectionStringOf($"{_prefix}_control");
                    o.TenantConnectionStringTemplate = PostgreSqlServer.ConnectionStringOf("PREFIX_{tenant}").Replace("PREFIX", _prefix, StringComparison.Ordinal);
                });
            }

            _configure?.Invoke(b);
        });
        return services.BuildServiceProvider();
    }
}
