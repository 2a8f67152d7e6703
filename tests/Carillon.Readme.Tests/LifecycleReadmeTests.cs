using Carillon.EntityFrameworkCore;
using Carillon.Sessions;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.Readme.Tests;

/// <summary>The life of a tenant, and a schema that the host owns, as the READMEs show them.</summary>
public sealed class LifecycleReadmeTests
{
    private const string actor = "lan";
    private static readonly TenantId tenant = TenantId.Parse("acme");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_lives_and_dies()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel, b => b.AddSessions());
        await installation.AddTenantAsync("acme", Cancel);

        (await UpgradeAsync(installation.Services, Cancel)).ExitCode.ShouldBe(0);
        await installation.Services.GetRequiredService<ITenantLifecycle>().SuspendAsync(tenant, "restored", actor, Cancel);
        (await AdoptAsync(installation.Services, Cancel)).Tenant.Incarnation.ShouldBe(2);
        await LiveAsync(installation.Services, Cancel);

        (await installation.Services.GetRequiredService<ITenantCatalog>().FindAsync(tenant, Cancel))!.Status.ShouldBe(TenantStatus.Deleted);
    }

    [Fact]
    public async Task A_host_owns_the_schema()
    {
        using var folder = new WorkingFolder();
        var services = new ServiceCollection().AddLogging();
        services.AddCarillon(b => b.UseSqlite("data").AddSessions().TenantSchemaOwnedByHost());
        await using var host = services.BuildServiceProvider();
        _ = await host.GetRequiredService<IDatabaseDirectory>().LocateAsync(tenant, Cancel);
        await using (var school = new SchoolContext(new DbContextOptionsBuilder<SchoolContext>().UseSqlite("Data Source=data/tenants/acme.db;Pooling=False").Options))
        {
            await school.Database.EnsureCreatedAsync(Cancel);
        }

        (await host.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new Tenant(tenant, "Acme", "Europe/Paris"), Cancel)).Status.ShouldBe(TenantStatus.Active);
    }

    private static async Task LiveAsync(IServiceProvider services, CancellationToken ct)
    {
        var lifecycle = services.GetRequiredService<ITenantLifecycle>();
        await lifecycle.SuspendAsync(tenant, "unpaid", actor, ct);              // its data is kept
        await lifecycle.ResumeAsync(tenant, actor, ct);                         // once its database is found to be its own and up to date
        await lifecycle.DeleteAsync(tenant, TenantData.Drop, actor, ct);        // or Keep: the database stays
    }

    private static async Task<TenantFanOutReport<UpgradedTenant>> UpgradeAsync(IServiceProvider services, CancellationToken ct)
    {
        var query = new TenantQuery { Statuses = [TenantStatus.Active, TenantStatus.Suspended, TenantStatus.Faulted] };
        var report = await services.GetRequiredService<ITenantUpgrade>().RunAsync(query, new TenantFanOutOptions { Parallelism = 8 }, actor, ct);
        foreach (var result in report.Results)
        {
            Console.WriteLine($"{result.Tenant}: {result.Error?.Message ?? string.Join(", ", result.Value!.Changes)}");   // core 1 → 2
        }

        return report;
    }

    private static async Task<AdoptedTenant> AdoptAsync(IServiceProvider services, CancellationToken ct)
    {
        var adopted = await services.GetRequiredService<ITenantAdoption>().RunAsync(tenant, from: null, actor, ct);
        Console.WriteLine($"{adopted.Found} is now {adopted.Tenant.Incarnation}; {adopted.HeldMessages} messages held, {adopted.Differences.Count} runs differ");
        return adopted;
    }
}

public sealed class SchoolContext(DbContextOptions<SchoolContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddCarillon(m => m.ForSqlite().Sessions());   // or ForPostgreSql()
}
