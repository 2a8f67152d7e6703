using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Does what waits in the tenants' queues. Driven like a sweep.</summary>
internal sealed class QueueDispatcher(QueueWorkers workers, IQueueStore store, JobCatalog jobs) : IDueWork
{
    /// <summary>The name that wakes it.</summary>
    public static JobName Name { get; } = new("queue.dispatch");

    JobName IDueWork.Name => Name;

    public ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken) =>
        workers.Of(tenant).RunAsync(budget, cancellationToken);

    public async ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await store.LookAsync(tenant, jobs.Known, cancellationToken).ConfigureAwait(false)).Next;

    public async ValueTask WhenIdleAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await workers.Of(tenant).WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
}
