using Carillon.EntityFrameworkCore.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>What is asked of the catalogue in the control database: one statement each, which sees one state of it.</summary>
internal sealed class TenantStatements(ControlDatabase control)
{
    public const int PageSize = 500;

    private static readonly SqlText Columns = new("t.tenant_id, t.name, t.zone_id, t.status, t.status_reason, t.version, t.incarnation, t.server_id, t.connection_generation");
    private static readonly SqlText Epoch = new("COALESCE((SELECT max(epoch) FROM carillon_epoch), 0)");
    private static readonly SqlText Newest = new("COALESCE((SELECT max(position) FROM carillon_tenant_change), 0)");

    /// <summary>The tenant, and the position that it was read at.</summary>
    public async ValueTask<(Tenant Tenant, CatalogPosition At)?> FindAsync(TenantId id, CancellationToken cancellationToken)
    {
        var lone = await control.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lone.ConfigureAwait(false))
        {
            var found = await lone.QueryAsync(
                $"SELECT {Epoch}, {Newest}, {Columns} FROM carillon_tenant AS t WHERE t.tenant_id = {id}", ReadAt, cancellationToken).ConfigureAwait(false);
            return found is [var only] ? only : null;
        }
    }

    /// <summary>The tenant as the transaction sees it.</summary>
    public static ValueTask<Tenant?> FindAsync(DatabaseTransaction transaction, TenantId id, CancellationToken cancellationToken) =>
        transaction.FirstOrDefaultAsync($"SELECT {Columns} FROM carillon_tenant AS t WHERE t.tenant_id = {id}", r => Read(r, 0), cancellationToken);

    /// <summary>The next tenants of the query by their ids, and the position that they were read at.</summary>
    public async ValueTask<List<(Tenant Tenant, CatalogPosition At)>> ListAsync(TenantQuery query, TenantId? after, CancellationToken cancellationToken)
    {
        var statuses = RowSet.Of(query.Statuses, c => c.Column("status", s => (int)s));
        var only = RowSet.Of(query.Only ?? [], c => c.Column("tenant_id", t => t.Value));
        var lone = await control.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lone.ConfigureAwait(false))
        {
            return await lone.QueryAsync(
                $"""
                SELECT {Epoch}, {Newest}, {Columns}
                FROM carillon_tenant AS t
                WHERE t.tenant_id > {after?.Value ?? string.Empty}
                  AND t.status IN (SELECT status FROM {statuses:s})
                  AND ({query.Only is null} OR t.tenant_id IN (SELECT tenant_id FROM {only:o}))
                ORDER BY t.tenant_id LIMIT {PageSize}
                """,
                ReadAt,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The changes after a position; none where it is null.</summary>
    public async ValueTask<CatalogPage> ChangesAsync(CatalogPosition? after, CancellationToken cancellationToken)
    {
        var lone = await control.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lone.ConfigureAwait(false))
        {
            var rows = await lone.QueryAsync(
                $"""
                SELECT s.epoch, s.newest, {Columns}, c.position, c.tenant_id
                FROM (SELECT {Epoch} AS epoch, {Newest} AS newest) AS s
                LEFT JOIN (
                    SELECT tenant_id, position FROM carillon_tenant_change
                    WHERE position > {after?.Number ?? long.MaxValue} ORDER BY position LIMIT {PageSize}
                ) AS c ON 1 = 1
                LEFT JOIN carillon_tenant AS t ON t.tenant_id = c.tenant_id
                ORDER BY c.position
                """,
                r => (Newest: PositionOf(r), Position: r.LongOrNull(11), Change: r.IsNull(12) ? null : ReadChange(r)),
                cancellationToken).ConfigureAwait(false);
            var newest = rows[0].Newest;
            var changes = rows.Where(r => r.Change is not null).Select(r => r.Change!).ToList();
            return new(newest, changes, changes.Count < PageSize ? newest : newest with { Number = rows[^1].Position!.Value });
        }
    }

    private static TenantChange ReadChange(SqlRow row) => new(TenantId.Parse(row.Text(12)), row.IsNull(2) ? null : Read(row, 2));

    private static (Tenant Tenant, CatalogPosition At) ReadAt(SqlRow row) => (Read(row, 2), PositionOf(row));

    private static CatalogPosition PositionOf(SqlRow row) => new(row.Int(0), row.Long(1));

    private static Tenant Read(SqlRow row, int from) => new(TenantId.Parse(row.Text(from)), row.Text(from + 1), row.Text(from + 2))
    {
        Status = (TenantStatus)row.Int(from + 3),
        StatusReason = row.TextOrNull(from + 4),
        Version = row.Long(from + 5),
        Incarnation = row.Long(from + 6),
        ServerId = row.Text(from + 7),
        ConnectionGeneration = row.Int(from + 8),
    };
}
