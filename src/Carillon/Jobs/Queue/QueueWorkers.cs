using System.Collections.Concurrent;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>The places of this host for queued runs, and what goes on in them.</summary>
internal sealed class QueueWorkers(
    JobCatalog jobs, IQueueStore store, QueuePipeline pipeline, IOptions<QueueOptions> options, TimeProvider time, ILogger<QueueWorkers> logger)
{
    private readonly ConcurrentDictionary<TenantId, TenantQueue> _tenants = new();
    private int _taken;

    public JobCatalog Jobs => jobs;

    public IQueueStore Store => store;

    public QueuePipeline Pipeline => pipeline;

    public QueueOptions Options => options.Value;

    public TimeProvider Time => time;

    public TenantQueue Of(TenantId tenant) => _tenants.GetOrAdd(tenant, id => new(id, this, logger));

    /// <summary>How many more runs a tenant may begin of which so many go on.</summary>
    public int Room(int running) => Math.Max(0, Math.Min(Options.ParallelismPerTenant - running, Options.Parallelism - Volatile.Read(ref _taken)));

    public bool TryTakePlace(int running)
    {
        if (running >= Options.ParallelismPerTenant)
        {
            return false;
        }

        if (Interlocked.Increment(ref _taken) <= Options.Parallelism)
        {
            return true;
        }

        FreePlace();
        return false;
    }

    public void FreePlace() => Interlocked.Decrement(ref _taken);

    public JobDefinition DefinitionOf(JobRun run) => jobs.Find(run.Payload.Definition)
        ?? throw new InvalidOperationException($"Queued run {run.Id} of job '{run.Payload.Definition}' was claimed, but the job is unknown here.");

    /// <summary>Nothing goes on any more. What could not be recorded is done again when its lease is over.</summary>
    public async Task WhenIdleAsync() =>
        await Task.WhenAll(_tenants.Values.Select(t => t.WhenIdleAsync())).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Stops what goes on; it is handed back.</summary>
    public void Stop()
    {
        foreach (var tenant in _tenants.Values)
        {
            tenant.Stop();
        }
    }
}
