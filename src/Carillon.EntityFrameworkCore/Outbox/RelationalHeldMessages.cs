using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Outbox;

internal sealed class RelationalHeldMessages(ITenantConnections connections, IWakeHints hints) : IHeldMessages
{
    private static readonly JobName Dispatch = new("outbox.dispatch");

    /// <summary>Holds what was not sent; nothing of it is claimed until it is released.</summary>
    public static ValueTask<int> HoldAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        $"""
        UPDATE carillon_outbox SET state = {(int)OutboxState.Held}, wake_at = NULL, fence = fence + 1
        WHERE tenant_id = {transaction.Tenant} AND state = {(int)OutboxState.Pending}
        """,
        cancellationToken);

    public async ValueTask<IReadOnlyList<HeldTopic>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await transaction.QueryAsync(
                $"""
                SELECT topic, count(*), min(created_at) FROM carillon_outbox
                WHERE tenant_id = {tenant} AND state = {(int)OutboxState.Held} GROUP BY topic ORDER BY topic
                """,
                r => new HeldTopic(r.Text(0), r.Long(1), r.Instant(2)),
                cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<int> ReleaseAsync(TenantId tenant, string? topic, CancellationToken cancellationToken) => connections.WriteAsync(
        tenant,
        async (transaction, ct) =>
        {
            var now = await transaction.NowAsync(ct).ConfigureAwait(false);
            var released = await transaction.ExecuteAsync(
                $"""
                UPDATE carillon_outbox SET state = {(int)OutboxState.Pending}, wake_at = {now}
                WHERE tenant_id = {tenant} AND state = {(int)OutboxState.Held} AND ({topic} IS NULL OR topic = {topic})
                """,
                ct).ConfigureAwait(false);
            if (released > 0)
            {
                await hints.HintAsync(transaction, Dispatch, now, ct).ConfigureAwait(false);
            }

            return released;
        },
        cancellationToken);

    public ValueTask<int> DiscardAsync(TenantId tenant, string? topic, CancellationToken cancellationToken) => connections.WriteAsync(
        tenant,
        async (transaction, ct) =>
        {
            var now = await transaction.NowAsync(ct).ConfigureAwait(false);
            return await transaction.ExecuteAsync(
                $"""
                UPDATE carillon_outbox SET state = {(int)OutboxState.Dropped}, finished_at = {now}, error = {"It was held by an adoption, and then discarded."}
                WHERE tenant_id = {tenant} AND state = {(int)OutboxState.Held} AND ({topic} IS NULL OR topic = {topic})
                """,
                ct).ConfigureAwait(false);
        },
        cancellationToken);
}
