using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Readme.Tests;

public sealed class EndTrials(IOutbox outbox) : ISweep
{
    public static JobName Ending { get; } = new("trials.end");

    public JobName Name => Ending;

    public async ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken) =>
        await transaction.FirstOrDefaultAsync(
            $"SELECT min(wake_at) FROM trial WHERE tenant_id = {transaction.Tenant} AND wake_at >= {from ?? NodaConstants.UnixEpoch}",
            row => row.InstantOrNull(0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken)
    {
        var only = RowSet.Of(window.Only ?? [], c => c.Column("id", id => id));
        return await transaction.QueryAsync(
            $"""
             SELECT id, due_at, failures FROM trial
             WHERE tenant_id = {transaction.Tenant} AND wake_at >= {window.From ?? NodaConstants.UnixEpoch} AND wake_at <= {window.Until}
               AND ({window.Only is null} OR id IN (SELECT o.id FROM {only:o}))
             ORDER BY wake_at, id LIMIT {window.Limit}{transaction.Dialect().ForUpdateSkipLocked}
             """,
            row => new SweepItem(row.Guid(0), row.Instant(1), row.Int(2)),
            cancellationToken);
    }

    public async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
    {
        var due = RowSet.Of(items, c => c.Column("id", item => item.Id));
        var ended = await transaction.QueryAsync(
            $"""
             UPDATE trial SET ended_at = due_at, wake_at = NULL
             WHERE tenant_id = {transaction.Tenant} AND ended_at IS NULL AND id IN (SELECT d.id FROM {due:d})
             RETURNING id
             """,
            row => row.Guid(0),
            cancellationToken);
        var messages = ended.Select(id => new OutboxMessage($"trials.ended:{id}", "trials.ended", $$"""{"trial":"{{id}}"}"""));
        await outbox.AppendAsync(transaction, [.. messages], cancellationToken);
        return new SweepBatch(Acted: ended.Count, LostRace: items.Count - ended.Count);
    }

    public async ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"UPDATE trial SET wake_at = {until}, failures = failures + 1 WHERE tenant_id = {transaction.Tenant} AND id = {item.Id} AND ended_at IS NULL",
            cancellationToken);
}
