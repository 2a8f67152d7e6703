using Carillon.Outbox;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Outbox;

internal sealed class RelationalOutboxStore(ITenantConnections connections) : IOutboxStore
{
    public async ValueTask<OutboxClaim> ClaimAsync(TenantId tenant, IReadOnlyCollection<string> topics, int limit, Duration lease, CancellationToken cancellationToken)
    {
        var known = Topics(topics);
        var transaction = await connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var dialect = transaction.Dialect();
            var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            var claimed = await transaction.QueryAsync(
                $"""
                WITH due AS {dialect.Materialized} (
                    SELECT message_key AS due_key FROM carillon_outbox
                    WHERE tenant_id = {tenant} AND wake_at IS NOT NULL AND wake_at <= {now} AND topic IN (SELECT t.known FROM {known:t})
                    ORDER BY wake_at, message_key LIMIT {limit}{dialect.ForUpdateSkipLocked})
                UPDATE carillon_outbox SET wake_at = {now + lease}, attempts = attempts + 1, fence = fence + 1
                FROM due WHERE tenant_id = {tenant} AND message_key = due.due_key
                RETURNING message_key, topic, payload, version, valid_until, created_at, attempts, fence, subject
                """,
                r => new ClaimedMessage(
                    new(
                        tenant,
                        new(r.Text(0), r.Text(1), r.Text(2)) { Version = r.Int(3), ValidUntil = r.InstantOrNull(4), Subject = r.TextOrNull(8) },
                        r.Instant(5),
                        r.Int(6)),
                    r.Long(7)),
                cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new(now, claimed);
        }
    }

    public async ValueTask<bool> SettleAsync(ClaimedMessage claimed, OutboxVerdict verdict, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        var tenant = claimed.Delivery.Tenant;
        var transaction = await connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            var (state, wakeAt, back, text) = verdict switch
            {
                OutboxVerdict.Sent => (OutboxState.Sent, default(Instant?), 0, default(string)),
                OutboxVerdict.Dropped dropped => (OutboxState.Dropped, null, 0, dropped.Reason),
                OutboxVerdict.Retry retry => (OutboxState.Pending, now + retry.After, 0, retry.Error),
                OutboxVerdict.Failed failed => (OutboxState.Failed, null, 0, failed.Error),
                _ => (OutboxState.Pending, now, 1, null),
            };
            var settled = await transaction.ExecuteAsync(
                $"""
                UPDATE carillon_outbox
                SET state = {(int)state}, wake_at = {wakeAt}, attempts = attempts - {back}, error = {text},
                    finished_at = {(state == OutboxState.Pending ? default(Instant?) : now)}
                WHERE tenant_id = {tenant} AND message_key = {claimed.Delivery.Message.Key}
                  AND fence = {claimed.Fence} AND state = {(int)OutboxState.Pending}
                """,
                cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return settled == 1;
        }
    }

    public async ValueTask<OutboxOutlook> LookAsync(TenantId tenant, IReadOnlyCollection<string> topics, CancellationToken cancellationToken)
    {
        var known = Topics(topics);
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            var next = await transaction.FirstOrDefaultAsync(
                $"""
                SELECT wake_at FROM carillon_outbox
                WHERE tenant_id = {tenant} AND wake_at IS NOT NULL AND topic IN (SELECT t.known FROM {known:t})
                ORDER BY wake_at, message_key LIMIT 1
                """,
                r => r.InstantOrNull(0),
                cancellationToken).ConfigureAwait(false);
            var unknown = await transaction.FirstOrDefaultAsync(
                $"""
                SELECT count(*), min(created_at) FROM carillon_outbox
                WHERE tenant_id = {tenant} AND wake_at IS NOT NULL AND wake_at <= {now} AND topic NOT IN (SELECT t.known FROM {known:t})
                """,
                r => (Due: r.Long(0), Oldest: r.InstantOrNull(1)),
                cancellationToken).ConfigureAwait(false);
            return new(now, next, unknown.Due, unknown.Oldest);
        }
    }

    public async ValueTask<int> ForgetAsync(TenantId tenant, Duration finishedBefore, int limit, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            var forgotten = await transaction.ExecuteAsync(
                $"""
                DELETE FROM carillon_outbox WHERE tenant_id = {tenant} AND message_key IN (
                    SELECT message_key FROM carillon_outbox
                    WHERE tenant_id = {tenant} AND state IN ({(int)OutboxState.Sent}, {(int)OutboxState.Dropped}) AND finished_at < {now - finishedBefore}
                    ORDER BY message_key LIMIT {limit})
                """,
                cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return forgotten;
        }
    }

    private static RowSet Topics(IReadOnlyCollection<string> topics) => RowSet.Of(topics, c => c.Column("known", t => t));
}
