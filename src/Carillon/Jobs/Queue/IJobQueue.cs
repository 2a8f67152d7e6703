using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Puts work into a tenant's own database, in the transaction that decides on it: both are committed, or neither.</summary>
public interface IJobQueue
{
    /// <summary>Enqueues one run of a job.</summary>
    /// <param name="transaction">The transaction that decides on it.</param>
    /// <param name="job">The job, as it was registered with <see cref="JobsBuilderExtensions.AddJob{TJob, TArgs}"/>.</param>
    /// <param name="args">The arguments; opaque ids only, no personal data.</param>
    /// <param name="options">When and how; null for now, under no key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The job is unknown here or takes other arguments, or an option is out of its range.</exception>
    /// <exception cref="JobConflictException">The key is there already with other arguments.</exception>
    ValueTask<EnqueuedJob> EnqueueAsync<TArgs>(
        TenantTransaction transaction, JobName job, TArgs args, EnqueueOptions? options, CancellationToken cancellationToken)
        where TArgs : class;

    /// <summary>Enqueues several runs of a job in one statement; the answers are in the order of the items.</summary>
    /// <exception cref="ArgumentException">The job is unknown here or takes other arguments, an option is out of its range, or a key is given twice.</exception>
    /// <exception cref="JobConflictException">A key is there already with other arguments.</exception>
    ValueTask<IReadOnlyList<EnqueuedJob>> EnqueueAsync<TArgs>(
        TenantTransaction transaction, JobName job, IReadOnlyCollection<QueueItem<TArgs>> items, CancellationToken cancellationToken)
        where TArgs : class;
}
