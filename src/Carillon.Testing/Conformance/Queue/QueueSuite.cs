using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using NodaTime;

namespace Carillon.Testing.Conformance.Queue;

/// <summary>What every queue must keep: one claim at a time, in order, at its instant; only the latest claim has a say; nothing is lost.</summary>
public abstract partial class QueueSuite : ConformanceSuite
{
    private static readonly JobName _job = new("conformance.job");
    private static readonly Duration _lease = Duration.FromSeconds(90);
    private readonly Dictionary<JobName, int> _known = new() { [_job] = 2 };

    /// <summary>The store under test, the same during one case.</summary>
    protected abstract IQueueStore Store { get; }

    /// <summary>The guard of its runs.</summary>
    protected abstract IQueueRunGuard Guard { get; }

    /// <summary>The tenant whose queue is used; empty at first.</summary>
    protected abstract TenantId Tenant { get; }

    /// <summary>The clock of the tenant's database.</summary>
    protected ManualClock Clock { get; } = ManualClock.AtUtc(2026, 3, 1);

    /// <summary>Does something in a transaction of the tenant's database and commits it.</summary>
    protected abstract Task InTransactionAsync(Func<TenantTransaction, Task> body, CancellationToken cancellationToken);

    private NewQueuedJob New(Duration after = default, string args = "{}", EnqueueOptions? options = null, int version = 1) =>
        new(new(Guid.CreateVersion7(), Tenant, new(_job, version, args), Clock.GetCurrentInstant() + after), options ?? new());

    private async Task<JobRun> EnqueueAsync(NewQueuedJob job, CancellationToken cancellationToken)
    {
        await InTransactionAsync(async transaction => await Store.InsertAsync(transaction, [job], cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return job.Run;
    }

    private async Task<IReadOnlyList<JobRun>> ClaimAsync(CancellationToken cancellationToken, int limit = 100) =>
        await Store.ClaimAsync(Tenant, _known, limit, _lease, cancellationToken).ConfigureAwait(false);

    private async Task<JobRun> ClaimOneAsync(CancellationToken cancellationToken)
    {
        var claimed = await ClaimAsync(cancellationToken, 1).ConfigureAwait(false);
        Expect.Equal(1, claimed.Count, "one run is due");
        return claimed[0];
    }

    private async Task<bool> SettleAsync(QueueSettlement settlement, CancellationToken cancellationToken) =>
        (await Store.SettleAsync(Tenant, [settlement], cancellationToken).ConfigureAwait(false)).Contains(settlement.Run.Id);

    private async Task<JobRun> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Expect.NotNull(await Store.FindAsync(Tenant, id, cancellationToken).ConfigureAwait(false), "the run is there");

    private async Task<T> AskAsync<T>(Func<TenantTransaction, ValueTask<T>> question, CancellationToken cancellationToken)
    {
        T answer = default!;
        await InTransactionAsync(async transaction => answer = await question(transaction).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
