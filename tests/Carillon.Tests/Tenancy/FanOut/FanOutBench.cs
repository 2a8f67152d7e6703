using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Tests.Tenancy.FanOut;

/// <summary>Runs fan-outs over given tenants of one host; its time moves when nobody works, so that what rests goes on.</summary>
internal sealed class FanOutBench : IDisposable
{
    private readonly ServiceProvider _host;
    private readonly ManualTimeProvider _time = new();
    private int _working;

    public FanOutBench(IEnumerable<Tenant> tenants)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IClock>(Clock);
        services.AddCarillon(b => b.UseTenants(tenants));
        _host = services.BuildServiceProvider();
    }

    public ManualClock Clock { get; } = ManualClock.AtUtc(2026, 3, 1);

    /// <summary>Whether time may move once nobody works; the run may still be about to start someone.</summary>
    public Func<bool> MayAdvance { get; init; } = () => true;

    public TenantCircuits Circuits => _host.GetRequiredService<TenantCircuits>();

    public static Tenant NewTenant(string id, string server = "default") => new(TenantId.Parse(id), id, "UTC") { ServerId = server };

    public async Task<TenantFanOutReport<T>> RunAsync<T>(
        TenantFanOutOptions options, Func<Tenant, CancellationToken, ValueTask<T>> body, CancellationToken cancellationToken)
    {
        var run = _host.GetRequiredService<ITenantFanOut>().VisitAsync(
            TenantQuery.Active,
            async (tenant, ct) =>
            {
                Interlocked.Increment(ref _working);
                try
                {
                    return await body(tenant, ct);
                }
                finally
                {
                    Interlocked.Decrement(ref _working);
                }
            },
            options with { TimeoutPerTenant = null },
            cancellationToken);
        while (!run.IsCompleted)
        {
            if (Volatile.Read(ref _working) == 0 && MayAdvance())
            {
                _time.Advance(Duration.FromMilliseconds(250));
            }

            await Task.Yield();
        }

        return await run;
    }

    public void Dispose() => _host.Dispose();
}
