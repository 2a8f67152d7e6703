using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

/// <summary>An installation whose tenants live through everything, with a clock set by hand.</summary>
internal sealed class Life(TestInstallation installation, ManualClock clock) : IAsyncDisposable
{
    public const string Actor = "lan";
    public static readonly TenantId Hocmai = TenantId.Parse("hocmai");
    public static readonly TenantId Icc = TenantId.Parse("icc");

    public TestInstallation Installation => installation;

    public ManualClock Clock => clock;

    public ITenantLifecycle Lifecycle => Get<ITenantLifecycle>();

    public static async Task<Life> StartAsync(string kind, CancellationToken ct, Action<CarillonBuilder>? configure = null)
    {
        var clock = ManualClock.AtUtc(2026, 3, 1);
        return new(
            await TestInstallation.StartAsync(kind, ct, b =>
            {
                b.AddTesting(clock);
                configure?.Invoke(b);
            }),
            clock);
    }

    public T Get<T>()
        where T : notnull => installation.Services.GetRequiredService<T>();

    public IDisposable Use(FaultPlan plan) => Get<FaultInjector>().Use(plan);

    /// <summary>The tenant as the catalogue has it now.</summary>
    public async Task<Tenant> FindAsync(TenantId id, CancellationToken ct)
    {
        await foreach (var tenant in Get<ITenantCatalog>().ListAsync(new() { Only = [id], Statuses = Enum.GetValues<TenantStatus>() }, ct))
        {
            return tenant;
        }

        throw new TenantNotFoundException(id);
    }

    public async Task<TenantStatus> StatusAsync(TenantId id, CancellationToken ct) => (await FindAsync(id, ct)).Status;

    /// <summary>The tenant's entries in the audit log, the oldest first, each once however often it was repeated in a row.</summary>
    public async Task<List<string>> ActionsAsync(TenantId id, CancellationToken ct) =>
        [.. (await Get<IAuditLog>().ListAsync(new() { Tenant = id, Limit = 1000 }, ct)).Reverse().Select(e => e.Note.Action)];

    public async Task<long> CountAsync(string table, TenantId id, CancellationToken ct)
    {
        await using var transaction = await Get<ControlDatabase>().BeginAsync(TransactionMode.Read, ct);
        return await transaction.FirstOrDefaultAsync($"SELECT count(*) FROM {new SqlText(table)} WHERE tenant_id = {id}", r => r.Long(0), ct);
    }

    public async Task<DueRow?> DueAsync(TenantId id, JobName work, CancellationToken ct) =>
        (await Get<INextDueStore>().ListAsync([work], NodaTime.Duration.FromDays(100), null, 100, ct)).Rows.FirstOrDefault(r => r.Tenant == id);

    public async Task<bool> HasDatabaseAsync(TenantId id, CancellationToken ct)
    {
        var address = await Get<IDatabaseDirectory>().LocateAsync(id, ct);
        return await installation.Services.GetServices<DatabaseProvider>().Single(p => p.Name == address.Provider).DatabaseExistsAsync(address, ct);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();
}
