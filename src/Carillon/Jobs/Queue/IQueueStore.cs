using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Keeps a tenant's queue. All but the insertion are short transactions of their own on the tenant's database.</summary>
public interface IQueueStore
{
    /// <summary>Inserts runs that are not there yet, in the caller's transaction, by their ids.</summary>
    /// <returns>The ids of those that were inserted.</returns>
    /// <exception cref="JobConflictException">A run is there already with other arguments of the same version.</exception>
    ValueTask<IReadOnlySet<Guid>> InsertAsync(TenantTransaction transaction, IReadOnlyCollection<NewQueuedJob> jobs, CancellationToken cancellationToken);

    /// <summary>Claims due runs, the highest priority first: raises attempt and fence, sets the lease.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="known">What this host can run: names with the highest version of their arguments.</param>
    /// <param name="limit">At most this many; at least 1.</param>
    /// <param name="lease">How long the claim holds without a renewal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<JobRun>> ClaimAsync(
        TenantId tenant, IReadOnlyDictionary<JobName, int> known, int limit, Duration lease, CancellationToken cancellationToken);

    /// <summary>Extends the lease of claimed runs.</summary>
    ValueTask<QueueRenewal> RenewAsync(TenantId tenant, IReadOnlyCollection<JobRun> claimed, Duration lease, CancellationToken cancellationToken);

    /// <summary>Records what became of claimed runs, all in one transaction.</summary>
    /// <returns>Those that were recorded; the others have ended or were claimed again since, and are left as they are.</returns>
    ValueTask<IReadOnlySet<Guid>> SettleAsync(TenantId tenant, IReadOnlyCollection<QueueSettlement> settlements, CancellationToken cancellationToken);

    /// <summary>Looks what waits, without claiming it.</summary>
    ValueTask<QueueOutlook> LookAsync(TenantId tenant, IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken);

    /// <summary>The run, or null when there is none of that id.</summary>
    ValueTask<JobRun?> FindAsync(TenantId tenant, Guid jobId, CancellationToken cancellationToken);

    /// <summary>Asks for the end of a run: one that waits is cancelled at once, one that goes on is told at the next renewal.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="jobId">The run.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there is no such run, or it has ended.</returns>
    ValueTask<bool> CancelAsync(TenantId tenant, Guid jobId, string reason, CancellationToken cancellationToken);

    /// <summary>Deletes runs that ended longer ago than this, with their keys. Failed, discarded and abandoned ones stay.</summary>
    /// <returns>How many were deleted, at most <paramref name="limit"/>.</returns>
    ValueTask<int> ForgetAsync(TenantId tenant, Duration endedBefore, int limit, CancellationToken cancellationToken);
}
