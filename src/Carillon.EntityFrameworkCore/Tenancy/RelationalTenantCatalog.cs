using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

// The catalogue in the control database. Reads are remembered for a moment, since every transaction asks for its tenant.
internal sealed class RelationalTenantCatalog(ControlDatabase control, IClock clock) : ITenantCatalog, ITenantCatalogWriter
{
    private const int PageSize = 500;
    private static readonly Duration RememberedFor = Duration.FromSeconds(5);
    private readonly ConcurrentDictionary<TenantId, (Tenant Tenant, Instant ReadAt)> _remembered = new();

    public async ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (_remembered.TryGetValue(id, out var entry) && now >= entry.ReadAt && now - entry.ReadAt < RememberedFor)
        {
            return entry.Tenant;
        }

        var transaction = await control.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var context = new ControlDbContext(transaction);
            await using (context.ConfigureAwait(false))
            {
                var row = await context.Set<TenantRow>().AsNoTracking().FirstOrDefaultAsync(t => t.TenantId == id, cancellationToken).ConfigureAwait(false);
                return row is null ? null : Remember(row.ToTenant(), now);
            }
        }
    }

    public async IAsyncEnumerable<Tenant> ListAsync(TenantQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var after = query.After;
        while (true)
        {
            // Who lists tenants visits them next, and each visit asks for its tenant.
            var now = clock.GetCurrentInstant();
            var page = await PageAsync(query, after, cancellationToken).ConfigureAwait(false);
            foreach (var tenant in page)
            {
                yield return Remember(tenant, now);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }

    public async ValueTask<bool> TryAddAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var transaction = await control.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var added = await transaction.ExecuteAsync(
                $"""
                INSERT INTO carillon_tenant (tenant_id, name, zone_id, status, status_reason, version, incarnation, server_id, connection_generation)
                VALUES ({tenant.Id}, {tenant.Name}, {tenant.ZoneId}, {(int)tenant.Status}, {tenant.StatusReason}, {tenant.Version}, {tenant.Incarnation}, {tenant.ServerId}, {tenant.ConnectionGeneration})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken).ConfigureAwait(false);
            if (added == 1)
            {
                await transaction.AppendAuditAsync(AuditNote.Of(null, tenant, actor), cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return added == 1;
        }
    }

    public async ValueTask<bool> TryUpdateAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var transaction = await control.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var before = (await SelectAsync(transaction, new() { Only = [tenant.Id], Statuses = Enum.GetValues<TenantStatus>() }, null, cancellationToken).ConfigureAwait(false))
                .FirstOrDefault();
            var updated = await transaction.ExecuteAsync(
                $"""
                UPDATE carillon_tenant
                SET name = {tenant.Name}, zone_id = {tenant.ZoneId}, status = {(int)tenant.Status}, status_reason = {tenant.StatusReason},
                    version = version + 1, incarnation = {tenant.Incarnation}, server_id = {tenant.ServerId},
                    connection_generation = {tenant.ConnectionGeneration}
                WHERE tenant_id = {tenant.Id} AND version = {tenant.Version}
                """,
                cancellationToken).ConfigureAwait(false);
            if (updated == 1)
            {
                // The update found the version that was read before it: nothing came between them.
                await transaction.AppendAuditAsync(AuditNote.Of(before, tenant with { Version = tenant.Version + 1 }, actor), cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            _remembered.TryRemove(tenant.Id, out _);
            return updated == 1;
        }
    }

    private async ValueTask<List<Tenant>> PageAsync(TenantQuery query, TenantId? after, CancellationToken cancellationToken)
    {
        var transaction = await control.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            return await SelectAsync(transaction, query, after, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ValueTask<List<Tenant>> SelectAsync(DatabaseTransaction transaction, TenantQuery query, TenantId? after, CancellationToken cancellationToken)
    {
        var statuses = RowSet.Of(query.Statuses, c => c.Column("status", s => (int)s));
        var only = RowSet.Of(query.Only ?? [], c => c.Column("tenant_id", t => t.Value));
        return transaction.QueryAsync(
            $"""
            SELECT tenant_id, name, zone_id, status, status_reason, version, incarnation, server_id, connection_generation
            FROM carillon_tenant
            WHERE tenant_id > {after?.Value ?? string.Empty}
              AND status IN (SELECT status FROM {statuses:s})
              AND ({query.Only is null} OR tenant_id IN (SELECT tenant_id FROM {only:o}))
            ORDER BY tenant_id LIMIT {PageSize}
            """,
            r => new Tenant(TenantId.Parse(r.Text(0)), r.Text(1), r.Text(2))
            {
                Status = (TenantStatus)r.Int(3),
                StatusReason = r.TextOrNull(4),
                Version = r.Long(5),
                Incarnation = r.Long(6),
                ServerId = r.Text(7),
                ConnectionGeneration = r.Int(8),
            },
            cancellationToken);
    }

    private Tenant Remember(Tenant tenant, Instant now)
    {
        _remembered[tenant.Id] = (tenant, now);
        return tenant;
    }
}
