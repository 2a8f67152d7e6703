using Carillon.Locking;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Keeps runs in the control database: who may work on which, and a copy of how they ended.</summary>
public interface IRunStore
{
    /// <summary>Inserts a run. Its id and its concurrency key are unique.</summary>
    ValueTask<RunInsertion> InsertAsync(JobRun run, CancellationToken cancellationToken);

    /// <summary>Claims runs whose wake-up has come, a few of each tenant first: raises fence and attempt, sets the lease.</summary>
    ValueTask<IReadOnlyList<JobRun>> ClaimAsync(RunClaim claim, CancellationToken cancellationToken);

    /// <summary>Extends the lease.</summary>
    /// <returns>False when the run has ended or another claim came later.</returns>
    ValueTask<bool> RenewAsync(Guid runId, Fence fence, Duration lease, CancellationToken cancellationToken);

    /// <summary>Puts the run back.</summary>
    /// <returns>False when the run has ended or another claim came later.</returns>
    ValueTask<bool> PostponeAsync(Guid runId, Fence fence, RunPostponement postponement, CancellationToken cancellationToken);

    /// <summary>Copies the outcome that the tenant's database holds. Anyone may do it, any number of times.</summary>
    ValueTask ProjectAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken);

    /// <summary>The run, or null when there is none.</summary>
    ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>The earliest instant at which this host can claim a run.</summary>
    ValueTask<RunBacklog> NextAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken);

    /// <summary>How many live runs are of jobs or versions that this host does not know.</summary>
    ValueTask<long> CountUnknownAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken);
}
