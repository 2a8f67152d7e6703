using System.Threading.Channels;
using Carillon.Jobs;
using Carillon.Locking;
using NodaTime;

namespace Carillon.Tests.Jobs.Runs;

/// <summary>A store whose renewals a test watches, and makes fail.</summary>
internal sealed class RenewalStore(IRunStore inner) : IRunStore
{
    private readonly Channel<bool?> _renewals = Channel.CreateUnbounded<bool?>();

    public bool IsReachable { get; set; } = true;

    /// <summary>The answer of the next renewal: null when the store was out of reach.</summary>
    public ValueTask<bool?> RenewedAsync(CancellationToken cancellationToken) => _renewals.Reader.ReadAsync(cancellationToken);

    public async ValueTask<bool> RenewAsync(Guid runId, Fence fence, Duration lease, CancellationToken cancellationToken)
    {
        var held = IsReachable ? await inner.RenewAsync(runId, fence, lease, cancellationToken) : (bool?)null;
        _renewals.Writer.TryWrite(held);
        return held ?? throw new FakeDatabaseException(transient: true);
    }

    public ValueTask<RunInsertion> InsertAsync(JobRun run, CancellationToken cancellationToken) => inner.InsertAsync(run, cancellationToken);

    public ValueTask<IReadOnlyList<JobRun>> ClaimAsync(RunClaim claim, CancellationToken cancellationToken) => inner.ClaimAsync(claim, cancellationToken);

    public ValueTask<bool> PostponeAsync(Guid runId, Fence fence, RunPostponement postponement, CancellationToken cancellationToken) =>
        inner.PostponeAsync(runId, fence, postponement, cancellationToken);

    public ValueTask ProjectAsync(Guid runId, RunOutcome outcome, CancellationToken cancellationToken) => inner.ProjectAsync(runId, outcome, cancellationToken);

    public ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken) => inner.FindAsync(runId, cancellationToken);

    public ValueTask<RunBacklog> NextAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken) => inner.NextAsync(known, cancellationToken);

    public ValueTask<long> CountUnknownAsync(IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken) =>
        inner.CountUnknownAsync(known, cancellationToken);
}
