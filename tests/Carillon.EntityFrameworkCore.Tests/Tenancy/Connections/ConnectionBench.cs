using System.Security.Cryptography;
using System.Text;
using Carillon.PostgreSql;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>An installation with two tenants in service and keys for secrets, and what is done to connections on it.</summary>
internal sealed class ConnectionBench : IAsyncDisposable
{
    public static readonly TenantId Hocmai = TenantId.Parse("hocmai");
    public static readonly TenantId Icc = TenantId.Parse("icc");
    public static readonly ConnectionName Main = new("main");

    private readonly TestInstallation _first;

    private ConnectionBench(TestInstallation installation, List<string> keys)
    {
        Installation = _first = installation;
        Keys = keys;
    }

    /// <summary>The ids of the keys that the next host has, the active one last.</summary>
    public List<string> Keys { get; }

    public TestInstallation Installation { get; private set; }

    public INamedConnections Named => Installation.Services.GetRequiredService<INamedConnections>();

    public ITenantConnections Connections => Installation.Connections;

    public IAuditLog Audit => Installation.Services.GetRequiredService<IAuditLog>();

    public static async Task<ConnectionBench> StartAsync(CancellationToken ct, string kind = "sqlite", Action<CarillonBuilder>? configure = null)
    {
        List<string> keys = ["k1"];
        var installation = await TestInstallation.StartAsync(kind, ct, b =>
        {
            b.AddPostgreSqlConnections().AddSqliteConnections().UseSecretKeys(o =>
            {
                keys.ForEach(k => o.Keys[k] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(k))));
                o.ActiveKey = keys[^1];
            }).ConfigureConnections(o => o.TestTimeout = Duration.FromSeconds(5));
            configure?.Invoke(b);
        });
        foreach (var tenant in new[] { Hocmai, Icc })
        {
            await installation.AddTenantAsync(tenant.Value, ct);
        }

        return new(installation, keys);
    }

    /// <summary>Settings that lead to a database of the test's PostgreSQL server.</summary>
    public static ConnectionSettings PostgreSql(string connectionString, string? user = null)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return new("postgresql", parts.Database!) { Host = parts.Host, Port = parts.Port, User = user ?? parts.Username };
    }

    public ValueTask<NamedConnection> AddAsync(ConnectionSettings settings, CancellationToken ct, string? secret = null, string name = "main", TenantId? tenant = null) =>
        Named.AddAsync(tenant ?? Hocmai, new(new(name), settings) { Secret = secret is null ? null : new(secret) }, "lan", ct);

    public async Task<ConnectionTestResult> TestAsync(CancellationToken ct, string name = "main") => await Connections.TestAsync(Hocmai, new(name), "lan", ct);

    /// <summary>Adds a connection under a name of its own and tests it.</summary>
    public async Task<ConnectionTestResult> TryOutAsync(ConnectionSettings settings, CancellationToken ct, string? secret = null)
    {
        var name = $"c{Guid.NewGuid():N}";
        await AddAsync(settings, ct, secret, name);
        return await TestAsync(ct, name);
    }

    /// <summary>Runs a statement on the control database as someone with a console would.</summary>
    public async Task RunAsync(string statement, CancellationToken ct, byte[]? bytes = null)
    {
        await using var console = await Installation.RentUncheckedAsync(null, ct);
        await using var command = console.Connection.CreateCommand();
        command.CommandText = statement;
        if (bytes is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@bytes", bytes);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Changes what is stored of a secret.</summary>
    public async Task DamageAsync(string name, Func<byte[], byte[]> damage, CancellationToken ct)
    {
        var whole = (await Named.FindAsync(Hocmai, new(name), ct))!.Secret!.Envelope.ToArray();
        await RunAsync($"UPDATE carillon_connection SET secret = @bytes WHERE tenant_id = 'hocmai' AND name = '{name}'", ct, damage(whole));
    }

    /// <summary>Another host on the same data.</summary>
    public async Task RestartAsync(CancellationToken ct) => Installation = await Installation.RestartAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (!ReferenceEquals(_first, Installation))
        {
            await Installation.DisposeAsync();
        }

        await _first.DisposeAsync();
    }
}
