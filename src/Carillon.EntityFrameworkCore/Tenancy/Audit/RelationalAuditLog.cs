using Carillon.EntityFrameworkCore.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class RelationalAuditLog(ControlDatabase control) : IAuditLog
{
    public async ValueTask AppendAsync(AuditNote note, CancellationToken cancellationToken) =>
        await control.WriteAsync(
            async transaction =>
            {
                await transaction.AppendAuditAsync(note, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (after, under) = (query.After, query.Action is { } action ? action + '.' : null);
        return await control.ReadAsync(
            transaction => transaction.QueryAsync(
                $"""
                SELECT at, entry_id, tenant_id, actor, action, subject, before, after FROM carillon_audit
                WHERE ({query.Tenant} IS NULL OR tenant_id = {query.Tenant})
                  AND ({query.Actor} IS NULL OR actor = {query.Actor})
                  AND ({query.Action} IS NULL OR action = {query.Action} OR substr(action, 1, length({under})) = {under})
                  AND ({query.From} IS NULL OR at >= {query.From})
                  AND ({query.Until} IS NULL OR at < {query.Until})
                  AND ({after?.At} IS NULL OR (at, entry_id) < ({after?.At}, {after?.Id}))
                ORDER BY at DESC, entry_id DESC LIMIT {query.Limit}
                """,
                Read,
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private static AuditEntry Read(SqlRow row) => new(row.Instant(0), row.Guid(1), new(row.Text(3), row.Text(4))
    {
        Tenant = row.TextOrNull(2) is { } tenant ? TenantId.Parse(tenant) : null,
        Subject = row.TextOrNull(5),
        Before = row.TextOrNull(6),
        After = row.TextOrNull(7),
    });
}
