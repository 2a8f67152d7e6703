using Carillon.Jobs;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Carillon.Tests.Jobs.Running;

/// <summary>A host in memory with a manual clock, one sweep and whatever the test adds.</summary>
internal sealed class RunnerBench : IAsyncDisposable
{
    public RunnerBench(Action<CarillonBuilder>? configure = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IClock>(Clock);
        services.AddSingleton<ITenantConnections>(Tenants);
        services.AddSingleton<ISweep>(Sweep);
        services.AddCarillon(b =>
        {
            b.UseTenants(new Tenant(FakeTenants.Acme, "Acme", "UTC"), new Tenant(FakeTenants.Beta, "Beta", "UTC"));
            configure?.Invoke(b);
        });
        Services = services.BuildServiceProvider();
    }

    public ManualClock Clock { get; } = new();

    public FakeTenants Tenants { get; } = new();

    public FakeSweep Sweep { get; } = new();

    public ServiceProvider Services { get; }

    public IRunnerStep Runner => Services.GetRequiredService<IRunnerStep>();

    public void Go(Instant to)
    {
        Clock.Now = to;
        Tenants.Now = to;
    }

    public async Task<RunnerStep> StepAsync() => await Runner.RunDueAsync(TestContext.Current.CancellationToken);

    /// <summary>Writes a row with its hint, as a pack does.</summary>
    public async Task<Guid> AddAsync(Instant due)
    {
        await using var transaction = await Tenants.BeginAsync(FakeTenants.Acme, TransactionMode.Write, default);
        await Services.GetRequiredService<IWakeHints>().HintAsync(transaction, Sweep.Name, due, default);
        var id = Sweep.Add(due);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return id;
    }

    public ValueTask<object?> InvokeAsync(string operation, object input, OperationContext context) =>
        Services.GetRequiredService<OperationCatalog>().Find(operation)!.InvokeAsync(input, context, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
