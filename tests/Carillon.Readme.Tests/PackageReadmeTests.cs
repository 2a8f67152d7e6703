using Carillon.CommandLine;
using Carillon.EntityFrameworkCore;
using Carillon.PostgreSql;
using Carillon.Sessions;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Readme.Tests;

/// <summary>The examples of the packages' READMEs, compiled and run.</summary>
public sealed class PackageReadmeTests
{
    private static readonly TenantId tenant = TenantId.Parse("acme");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions()
    {
        using var folder = new WorkingFolder();
        var services = new ServiceCollection().AddLogging();
        services.AddCarillon(b => b.UseSqlite("data").AddSessions());
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new Tenant(tenant, "Acme", "Europe/Paris"), Cancel);

        await StudyAsync(provider, SystemClock.Instance.GetCurrentInstant(), Cancel);

        (await provider.GetRequiredService<StudySessions>().FindAsync(tenant, "an", "tab-1", Cancel))!.EndReason.ShouldBe(SessionEndReason.Submitted);
    }

    [Fact]
    public async Task CommandLine()
    {
        using var folder = new WorkingFolder();
        (await RunAsync(["jobs", "list"])).ShouldBe(0);
    }

    [Fact]
    public async Task PostgreSql()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Carillon"] = "Host=localhost;Database=carillon",
            ["ConnectionStrings:Tenants"] = "Host=localhost;Database=app_{tenant}",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddCarillon(b => b
            .UsePostgreSql(o =>
            {
                o.ControlConnectionString = configuration.GetConnectionString("Carillon")!;
                o.TenantConnectionStringTemplate = configuration.GetConnectionString("Tenants")!; // …;Database=app_{tenant}
            })
            .AddSessions());
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task EntityFrameworkCore()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel, b => b.AddSessions());
        await installation.AddTenantAsync("acme", Cancel);
        var at = SystemClock.Instance.GetCurrentInstant();
        await using (var tx = await installation.Connections.BeginAsync(tenant, Cancel))
        {
            await tx.ExecuteScriptAsync("CREATE TABLE beat (tenant_id text, id uuid, at timestamptz, PRIMARY KEY (tenant_id, id))", Cancel);
            await WriteAsync(tx, [new(Guid.NewGuid(), at), new(Guid.NewGuid(), at)], Cancel);
            await tx.CommitAsync(Cancel);
        }

        var file = Path.Combine(installation.Folder!, "tenants", "acme.db");
        await using var hostContext = new DbContext(new DbContextOptionsBuilder().UseSqlite($"Data Source={file}").Options);
        var sessions = installation.Services.GetRequiredService<StudySessions>();
        var command = new StartStudy("an", "tab-1", new SentStamp(at), new(at), "maths", "Europe/Paris");
        await JoinAsync(hostContext, installation.Services, sessions, command, Cancel);

        (await sessions.FindAsync(tenant, "an", "tab-1", Cancel)).ShouldNotBeNull();
        await using var read = await installation.Connections.BeginAsync(tenant, TransactionMode.Read, Cancel);
        (await read.FirstOrDefaultAsync($"SELECT count(*) FROM beat", row => row.Long(0), Cancel)).ShouldBe(2);
    }

    private static async Task StudyAsync(IServiceProvider provider, Instant clientNow, CancellationToken ct)
    {
        var study = provider.GetRequiredService<StudySessions>();
        var sent = new SentStamp(clientNow);
        await study.StartAsync(tenant, new StartStudy("an", "tab-1", sent, new(clientNow), "maths", "Asia/Ho_Chi_Minh"), ct);
        await study.HeartbeatAsync(tenant, new StudyBeats("an", "tab-1", sent, [new(new(clientNow))]), ct);
        await study.SubmitAsync(tenant, new StudyCommand("an", "tab-1", sent, new(clientNow)), ct);
        var totals = await study.StatisticsAsync(tenant, "an", ct);
    }

    private static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace); // keep standard output for results
        builder.Services.AddCarillon(b => b.UseSqlite("data").AddSessions());
        return await builder.Build().RunCarillonAsync(args);
    }

    private static async Task WriteAsync(TenantTransaction tx, IReadOnlyList<SentBeat> beats, CancellationToken ct)
    {
        var rows = RowSet.Of(beats, c => c.Column("id", b => b.Id).Column("at", b => b.At));
        await tx.ExecuteAsync($"""
            INSERT INTO beat (tenant_id, id, at)
            SELECT {tx.Tenant}, r.id, r.at FROM {rows:r} WHERE true
            ON CONFLICT DO NOTHING
            """, ct);
    }

    private static async Task JoinAsync(DbContext hostContext, IServiceProvider services, StudySessions sessions, StartStudy command, CancellationToken ct)
    {
        await using var transaction = await hostContext.Database.BeginTransactionAsync(ct);
        await using var tx = await hostContext.JoinCarillonAsync(services, tenant, ct);
        await sessions.StartAsync(tx, command, ct);
        await transaction.CommitAsync(ct);   // rows of the host and of Carillon, together
    }

    private sealed record SentBeat(Guid Id, Instant At);
}
