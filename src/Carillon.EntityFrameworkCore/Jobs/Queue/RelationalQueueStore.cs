using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RelationalQueueStore(ITenantConnections connections) : IQueueStore
{
    private static readonly JobPriority[] Priorities = [JobPriority.High, JobPriority.Normal, JobPriority.Low];

    public async ValueTask<IReadOnlySet<Guid>> InsertAsync(TenantTransaction transaction, IReadOnlyCollection<NewQueuedJob> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(jobs);
        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        return await transaction.InsertJobsAsync(jobs, now, cancellationToken).ConfigureAwait(false);
    }

    // One priority after the other, each a range of the index: higher ones that are scheduled for later stand in nobody's way.
    public ValueTask<IReadOnlyList<JobRun>> ClaimAsync(
        TenantId tenant, IReadOnlyDictionary<JobName, int> known, int limit, Duration lease, CancellationToken cancellationToken) =>
        connections.WriteAsync<IReadOnlyList<JobRun>>(
            tenant,
            async (transaction, ct) =>
            {
                var now = await transaction.NowAsync(ct).ConfigureAwait(false);
                var claimed = new List<JobRun>();
                foreach (var priority in Priorities)
                {
                    if (claimed.Count < limit)
                    {
                        claimed.AddRange(await transaction.ClaimJobsAsync(priority, known, limit - claimed.Count, now, lease, ct).ConfigureAwait(false));
                    }
                }

                return claimed;
            },
            cancellationToken);

    public ValueTask<QueueRenewal> RenewAsync(TenantId tenant, IReadOnlyCollection<JobRun> claimed, Duration lease, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                var until = await transaction.NowAsync(ct).ConfigureAwait(false) + lease;
                var renewed = await transaction.RenewJobsAsync(claimed, until, ct).ConfigureAwait(false);
                return new QueueRenewal(
                    renewed.Select(r => r.Id).ToHashSet(), renewed.Where(r => r.CancelReason is not null).ToDictionary(r => r.Id, r => r.CancelReason!));
            },
            cancellationToken);

    public ValueTask<IReadOnlySet<Guid>> SettleAsync(TenantId tenant, IReadOnlyCollection<QueueSettlement> settlements, CancellationToken cancellationToken) =>
        connections.WriteAsync<IReadOnlySet<Guid>>(
            tenant,
            async (transaction, ct) =>
            {
                var now = await transaction.NowAsync(ct).ConfigureAwait(false);
                return await transaction.SettleJobsAsync(settlements, now, ct).ConfigureAwait(false);
            },
            cancellationToken);

    public async ValueTask<QueueOutlook> LookAsync(TenantId tenant, IReadOnlyDictionary<JobName, int> known, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            return await transaction.LookAtJobsAsync(Priorities, known, now, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<JobRun?> FindAsync(TenantId tenant, Guid jobId, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await transaction.FindJobAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<bool> CancelAsync(TenantId tenant, Guid jobId, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                var now = await transaction.NowAsync(ct).ConfigureAwait(false);
                return await transaction.CancelJobAsync(jobId, reason, now, ct).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public ValueTask<int> ForgetAsync(TenantId tenant, Duration endedBefore, int limit, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                var before = await transaction.NowAsync(ct).ConfigureAwait(false) - endedBefore;
                return await transaction.ForgetJobsAsync(before, limit, ct).ConfigureAwait(false);
            },
            cancellationToken);
}
