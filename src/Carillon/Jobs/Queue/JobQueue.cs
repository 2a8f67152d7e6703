using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

internal sealed class JobQueue(JobCatalog jobs, IQueueStore store, IWakeHints hints) : IJobQueue
{
    private static readonly Guid Space = new("b7e0d3a4-55b1-4c0e-8a0c-6c8f2f0a9e27");

    public async ValueTask<EnqueuedJob> EnqueueAsync<TArgs>(
        TenantTransaction transaction, JobName job, TArgs args, EnqueueOptions? options, CancellationToken cancellationToken)
        where TArgs : class =>
        (await EnqueueAsync(transaction, job, [new QueueItem<TArgs>(args, options)], cancellationToken).ConfigureAwait(false))[0];

    public async ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync<TArgs>(
        TenantTransaction transaction, JobName job, IReadOnlyCollection<QueueItem<TArgs>> items, CancellationToken cancellationToken)
        where TArgs : class
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(items);
        var definition = jobs.Find(job) ?? throw new ArgumentException($"No job '{job}' is registered.", nameof(job));
        if (definition.ArgsType != typeof(TArgs))
        {
            throw new ArgumentException($"Job '{job}' takes {definition.ArgsType.Name}, not {typeof(TArgs).Name}.", nameof(items));
        }

        if (items.Count == 0)
        {
            return [];
        }

        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        var rows = items.Select(item => Prepare(transaction.Tenant, definition, item, now)).ToList();
        if (rows.GroupBy(r => r.Run.Id).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"Key '{Printable.Clip(twice.First().Options.Key)}' is given twice.", nameof(items));
        }

        var inserted = await store.InsertAsync(transaction, rows, cancellationToken).ConfigureAwait(false);
        if (inserted.Count > 0)
        {
            await hints.HintAsync(transaction, QueueDispatcher.Name, rows.Where(r => inserted.Contains(r.Run.Id)).Min(r => r.Run.DueAt), cancellationToken).ConfigureAwait(false);
        }

        return rows.ConvertAll(row => new EnqueuedJob(row.Run.Id, !inserted.Contains(row.Run.Id)));
    }

    private static NewQueuedJob Prepare<TArgs>(TenantId tenant, JobDefinition definition, QueueItem<TArgs> item, Instant now)
        where TArgs : class
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(item.Args, nameof(item));
        var options = item.Options ?? new();
        options.Check();
        var id = options.Key is null ? Guid.CreateVersion7() : DeterministicGuid.Create(Space, tenant.Value, definition.Name.Value, options.Key);
        return new(new(id, tenant, new(definition.Name, definition.Version, JobArguments.Write(item.Args)), Instant.Max(options.At ?? now, now)), options);
    }
}
