using System.Collections.Concurrent;
using Carillon.Locking;
using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Run marks in memory, for tests and for hosts without a database. A change counts when its transaction has committed.</summary>
/// <remarks>It has no row locks: two transactions on the same run must not be open at once.</remarks>
public sealed class InMemoryRunMarks : IRunMarks
{
    private readonly ConcurrentDictionary<(TenantId Tenant, Guid RunId), RunMark> _marks = new();

    /// <inheritdoc />
    public ValueTask<RunMark> RaiseAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var mark = Find(transaction, runId);
        if (mark is null || (mark.Outcome is null && mark.Fence < fence))
        {
            mark = new RunMark(fence, null);
            Put(transaction, runId, mark);
        }

        return ValueTask.FromResult(mark);
    }

    /// <inheritdoc />
    public ValueTask<bool> CheckAsync(TenantTransaction transaction, Guid runId, Fence fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return ValueTask.FromResult(Find(transaction, runId) is { Outcome: null } mark && mark.Fence == fence);
    }

    /// <inheritdoc />
    public ValueTask<bool> FinishAsync(TenantTransaction transaction, Guid runId, Fence fence, RunOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var own = Find(transaction, runId) is { Outcome: null } mark && mark.Fence == fence;
        if (own)
        {
            Put(transaction, runId, new RunMark(fence, outcome));
        }

        return ValueTask.FromResult(own);
    }

    /// <inheritdoc />
    public ValueTask<RunMark?> FindAsync(TenantTransaction transaction, Guid runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return ValueTask.FromResult(Find(transaction, runId));
    }

    private RunMark? Find(TenantTransaction transaction, Guid runId) =>
        transaction.Local(() => new Dictionary<Guid, RunMark>()).GetValueOrDefault(runId) ?? _marks.GetValueOrDefault((transaction.Tenant, runId));

    private void Put(TenantTransaction transaction, Guid runId, RunMark mark)
    {
        transaction.Local(() => new Dictionary<Guid, RunMark>())[runId] = mark;
        transaction.OnCommitted(_ =>
        {
            _marks[(transaction.Tenant, runId)] = mark;
            return ValueTask.CompletedTask;
        });
    }
}
