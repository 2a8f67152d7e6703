using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Outbox;

internal sealed class RelationalOutbox(IWakeHints hints) : IOutbox
{
    private static readonly JobName Dispatch = new("outbox.dispatch");

    public async ValueTask AppendAsync(TenantTransaction transaction, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
        {
            return;
        }

        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        var rows = RowSet.Of(messages, c => c
            .Column("message_key", m => m.Key)
            .Column("topic", m => m.Topic)
            .Column("version", m => m.Version)
            .Column("payload", m => m.Payload)
            .Column("subject", m => m.Subject)
            .Column("valid_until", m => m.ValidUntil));
        var inserted = await transaction.ExpectNewAsync(
            onConflict => transaction.ExecuteAsync(
                $"""
                INSERT INTO carillon_outbox (tenant_id, message_key, topic, version, payload, subject, created_at, valid_until, state, wake_at, attempts, fence)
                SELECT {transaction.Tenant}, r.message_key, r.topic, r.version, r.payload, r.subject, {now}, r.valid_until, {(int)OutboxState.Pending}, {now}, 0, 0
                FROM {rows:r} WHERE true
                {onConflict}
                """,
                cancellationToken),
            new SqlText("ON CONFLICT DO NOTHING"),
            cancellationToken).ConfigureAwait(false);
        if (inserted < messages.Count)
        {
            await RequireSameAsync(transaction, rows, cancellationToken).ConfigureAwait(false);
        }

        if (inserted > 0)
        {
            await hints.HintAsync(transaction, Dispatch, now, cancellationToken).ConfigureAwait(false);
        }
    }

    // Without an index: erasing is rare, and every message would pay for it.
    public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return transaction.ExecuteAsync(
            $"DELETE FROM carillon_outbox WHERE tenant_id = {transaction.Tenant} AND subject = {subject}", cancellationToken);
    }

    private static async ValueTask RequireSameAsync(TenantTransaction transaction, RowSet rows, CancellationToken cancellationToken)
    {
        var conflict = await transaction.FirstOrDefaultAsync(
            $"""
            SELECT o.message_key FROM carillon_outbox o JOIN {rows:r} ON o.message_key = r.message_key
            WHERE o.tenant_id = {transaction.Tenant} AND (o.topic <> r.topic OR o.version <> r.version OR o.payload <> r.payload)
            ORDER BY o.message_key LIMIT 1
            """,
            r => r.Text(0),
            cancellationToken).ConfigureAwait(false);
        if (conflict is not null)
        {
            throw new OutboxConflictException(transaction.Tenant, conflict);
        }
    }
}
