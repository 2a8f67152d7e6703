using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Xunit;

namespace Carillon.Tests.Jobs.Runs;

/// <summary>An installation in memory on which hosts run <see cref="StepJob"/>.</summary>
internal sealed class RunBench
{
    public static readonly JobName Name = new("test.steps");
    private readonly ServiceProvider _services;

    public RunBench(Action<JobBuilder<StepJob.Args>>? configure = null)
    {
        var builder = new JobBuilder<StepJob.Args>().WithArgs(new(["one", "two"]));
        configure?.Invoke(builder);
        Jobs = new([builder.Build<StepJob>(Name)], new SweepCatalog([]));
        Store = new(Clock);
        _services = new ServiceCollection().AddSingleton(Ledger).BuildServiceProvider();
    }

    public ManualClock Clock { get; } = new();

    public FakeTenants Tenants { get; } = new();

    public StepJob.Ledger Ledger { get; } = new();

    public InMemoryRunStore Store { get; }

    public InMemoryRunMarks Marks { get; } = new();

    public JobCatalog Jobs { get; }

    public JobDefinition Job => Jobs.Find(Name)!;

    public JobRun Run => Store.Runs.Single();

    public void Advance(Duration time)
    {
        Clock.Now += time;
        Tenants.Now = Clock.Now;
    }

    public async Task<Guid> AskAsync()
    {
        var run = new JobRun(Guid.CreateVersion7(), FakeTenants.Acme, new(Name, Job.Version, Job.DefaultArgs), Clock.Now) { ConcurrencyKey = Job.ConcurrencyKey(FakeTenants.Acme) };
        await Store.InsertAsync(run, TestContext.Current.CancellationToken);
        return run.Id;
    }

    /// <summary>A host of its own; everything it asks of stores and databases goes through the breaker.</summary>
    public RunExecutor Host(Breaker? breaker = null) => Host(breaker is null ? Store : new BreakingStore(Store, breaker), breaker);

    /// <summary>A host with a store and a time of its own.</summary>
    public RunExecutor Host(IRunStore store, Breaker? breaker = null, TimeProvider? time = null)
    {
        var tenants = Tenants;
        if (breaker is not null)
        {
            tenants = new FakeTenants { Now = Tenants.Now };
            tenants.OnBegin = _ =>
            {
                breaker.Pass();
                return null;
            };
            tenants.OnCommit = _ =>
            {
                breaker.Pass();
                return null;
            };
            tenants.OnCommitted = breaker.Pass;
        }

        var catalog = new InMemoryTenantCatalog(new Tenant(FakeTenants.Acme, "Acme", "UTC"), new Tenant(FakeTenants.Beta, "Beta", "UTC"));
        var scopes = new TenantScopes(catalog, _services.GetRequiredService<IServiceScopeFactory>());
        return new(Jobs, store, new RunPipeline(store, Marks, tenants, scopes, time ?? TimeProvider.System, NullLogger<RecordingStep>.Instance));
    }

    /// <summary>Claims one run and takes it through the pipeline; null when there is none.</summary>
    public Task<RunReport?> RunOnceAsync(RunExecutor? host = null) => RunOnceOnAsync(host ?? Host(), CancellationToken.None);

    /// <summary>The same on a host that is shut down by the token.</summary>
    public async Task<RunReport?> RunOnceOnAsync(RunExecutor host, CancellationToken shutdown)
    {
        var claimed = await host.ClaimAsync(null, null, 1, CancellationToken.None);
        return claimed is [var run] ? await host.RunAsync(run, null, shutdown) : null;
    }
}
