using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Readme.Tests;

/// <summary>The examples of src/Carillon/README.md about all tenants, compiled and run.</summary>
public sealed class TenantsReadmeTests : IDisposable
{
    private readonly List<TenantId> _done = [];
    private readonly List<TenantId> _forgotten = [];
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
    private string? _kept;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _enough.Dispose();

    [Fact]
    public async Task A_visit_to_all_tenants_goes_on_where_it_was_kept()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel);
        await installation.AddTenantAsync("acme", Cancel);
        var fanOut = installation.Services.GetRequiredService<ITenantFanOut>();
        (await BackUpAllAsync(fanOut, _kept, Cancel)).ShouldBe(0);
        await installation.AddTenantAsync("icc", Cancel);
        (await BackUpAllAsync(fanOut, _kept, Cancel)).ShouldBe(0);
        _done.Select(t => t.Value).ShouldBe(["acme", "icc"]);
    }

    [Fact]
    public async Task What_changes_is_told()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Cancel);
        var feed = installation.Services.GetRequiredService<ITenantCatalogFeed>();
        var watching = WatchAsync(feed, _enough.Token);
        await installation.AddTenantAsync("acme", Cancel);
        await Should.ThrowAsync<OperationCanceledException>(() => watching);
        _forgotten.ShouldContain(TenantId.Parse("acme"));
    }

    [Fact]
    public async Task Tenants_come_from_the_configuration()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Carillon:Tenants:acme:ZoneId", "Europe/Paris"), new("Carillon:Tenants:acme:Status", "Suspended")]);
        AddTenants(builder.Services, builder.Configuration);
        using var host = builder.Build();
        var acme = (await host.Services.GetRequiredService<ITenantCatalog>().FindAsync(TenantId.Parse("acme"), Cancel))!;
        (acme.ZoneId, acme.Status).ShouldBe(("Europe/Paris", TenantStatus.Suspended));
    }

    private static void AddTenants(IServiceCollection services, ConfigurationManager configuration)
    {
        services.Configure<ConfiguredTenants>(configuration.GetSection("Carillon"));   // Carillon:Tenants:acme:ZoneId = Europe/Paris
        services.AddCarillon(b => b.UseConfiguredTenants());
    }

    private async Task<int> BackUpAllAsync(ITenantFanOut fanOut, string? kept, CancellationToken ct)
    {
        var report = await fanOut.RunAsync(
            TenantQuery.Active,
            async (scope, ct) => await BackUpAsync(scope.Tenant, ct),
            new TenantFanOutOptions
            {
                Parallelism = 16,
                MostPerServer = 4,                               // a slow server leaves places for the others
                Retry = new() { Attempts = 3 },                  // outages only; a tenant that waits takes no place
                Circuit = new("backup") { Failures = 3 },        // who keeps failing is left out for a while
                FailureMode = TenantFanOutFailureMode.StopAfter(100),
                ResumeFrom = kept is null ? null : TenantFanOutCheckpoint.Parse(kept),
                SaveCheckpoint = (checkpoint, ct) => KeepAsync(checkpoint.ToString(), ct),
            },
            ct);
        return report.ExitCode;
    }

    private async Task WatchAsync(ITenantCatalogFeed feed, CancellationToken ct)
    {
        await foreach (var page in feed.WatchAsync(await feed.NewestAsync(ct), Duration.FromSeconds(1), TimeProvider.System, ct))
        {
            foreach (var change in page.Changes)                 // each tenant once, as it is now; null when it is gone
            {
                Forget(change.Id);
            }
        }
    }

    private ValueTask<bool> BackUpAsync(Tenant tenant, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_done)
        {
            _done.Add(tenant.Id);
        }

        return ValueTask.FromResult(true);
    }

    private ValueTask KeepAsync(string text, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _kept = text;
        return ValueTask.CompletedTask;
    }

    private void Forget(TenantId tenant)
    {
        _forgotten.Add(tenant);
        _enough.Cancel();
    }
}
