using Carillon.Jobs;
using Carillon.Sessions;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Npgsql;

namespace Carillon.Benchmarks.Seeding;

/// <summary>An installation with study sessions whose clock can stand in the past while data are seeded.</summary>
internal sealed class StudyHost : IAsyncDisposable
{
    private readonly TestInstallation _installation;

    private StudyHost(TestInstallation installation, ShiftedClock clock)
    {
        _installation = installation;
        Clock = clock;
    }

    public ShiftedClock Clock { get; }

    public ServiceProvider Services => _installation.Services;

    public StudySessions Sessions => Services.GetRequiredService<StudySessions>();

    public ITenantConnections Connections => _installation.Connections;

    public string? Folder => _installation.Folder;

    public static async Task<StudyHost> StartAsync(string kind, SessionPolicy policy, CancellationToken cancellationToken)
    {
        var clock = new ShiftedClock(SystemClock.Instance);
        var installation = await TestInstallation.StartAsync(kind, cancellationToken, b =>
        {
            // Whatever is measured here, it is not the budget: all tenants stay open.
            b.ConfigureConnectionBudget(o => o.PerServer = 10_000);
            b.AddSessions(o => o.Policy = policy);
            b.Services.Replace(ServiceDescriptor.Singleton<IDatabaseClock>(clock));
            b.Services.Replace(ServiceDescriptor.Singleton<IReceiptClock>(clock));
            b.Services.TryAddSingleton<IWakeHints, NoHints>();
        });
        return new(installation, clock);
    }

    public Task<Tenant> AddTenantAsync(string id, CancellationToken cancellationToken) => _installation.AddTenantAsync(id, cancellationToken);

    /// <summary>Another host on the same data, once this one has stopped: with no connection to any tenant.</summary>
    public async Task<StudyHost> RestartAsync(CancellationToken cancellationToken) => new(await _installation.RestartAsync(cancellationToken), Clock);

    /// <summary>A way to the tenant's PostgreSQL database past the library, for checks.</summary>
    public async Task<NpgsqlDataSource> OpenAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var address = await Services.GetRequiredService<IDatabaseDirectory>().LocateAsync(tenant, cancellationToken);
        return NpgsqlDataSource.Create(address.ConnectionString);
    }

    public ValueTask<SweepReport> SweepAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Services.GetRequiredService<ISweepRunner>().RunAsync(SessionSweeps.AutoEnd, tenant, cancellationToken);

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    // For a host that has no runner to wake.
    private sealed class NoHints : IWakeHints
    {
        public ValueTask HintAsync(TenantTransaction transaction, JobName sweep, Instant due, CancellationToken cancellationToken) =>
            ValueTask.CompletedTask;
    }
}
