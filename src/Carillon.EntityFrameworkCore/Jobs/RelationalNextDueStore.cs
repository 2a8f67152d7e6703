using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>The rules of <see cref="WakeRules"/> as statements: each is one, so that hosts may race.</summary>
internal sealed class RelationalNextDueStore(ControlDatabase control) : INextDueStore
{
    private static readonly SqlText Columns = new("tenant_id, work, wake_at, seq, hinted_at, hinted_due, probe_at");

    public ValueTask<DueRows> HintAsync(IReadOnlyCollection<DueHint> hints, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hints);

        // In the order of the key, so that two hosts never wait for each other.
        var ordered = hints.OrderBy(h => h.Tenant).ThenBy(h => h.Work.Value, StringComparer.Ordinal).ToList();
        return control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var rows = RowSet.Of(ordered, c => c
                    .Column("tenant_id", h => h.Tenant)
                    .Column("work", h => h.Work.Value)
                    .Column("wake_at", h => Instant.Max(h.Due, now)));
                var open = now - WakeRules.MaxTransaction;
                var written = await transaction.QueryAsync(
                    $"""
                    INSERT INTO carillon_tenant_due AS t (tenant_id, work, wake_at, seq, hinted_at, hinted_due, probe_at)
                    SELECT r.tenant_id, r.work, r.wake_at, 1, {now}, r.wake_at, {now} FROM {rows:r} WHERE true
                    ON CONFLICT (tenant_id, work) DO UPDATE SET
                        wake_at = CASE WHEN t.wake_at < excluded.wake_at THEN t.wake_at ELSE excluded.wake_at END,
                        hinted_due = CASE WHEN t.hinted_at > {open} AND t.hinted_due < excluded.hinted_due THEN t.hinted_due ELSE excluded.hinted_due END,
                        hinted_at = CASE WHEN t.hinted_at > excluded.hinted_at THEN t.hinted_at ELSE excluded.hinted_at END,
                        seq = t.seq + 1
                    RETURNING {Columns}
                    """,
                    Read,
                    cancellationToken).ConfigureAwait(false);
                return new DueRows(now, written);
            },
            cancellationToken);
    }

    public ValueTask<DueRows> ListAsync(IReadOnlyCollection<JobName> work, Duration until, DueRow? after, int limit, CancellationToken cancellationToken)
    {
        var (at, tenant, name) = (after?.WakeAt ?? NodaConstants.UnixEpoch, after?.Tenant.Value ?? string.Empty, after?.Work.Value ?? string.Empty);
        return control.ReadAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var rows = await transaction.QueryAsync(
                    $"""
                    SELECT {Columns} FROM carillon_tenant_due
                    WHERE wake_at <= {now + until} AND (wake_at, tenant_id, work) > ({at}, {tenant}, {name})
                        AND work IN (SELECT w.name FROM {Names(work):w})
                    ORDER BY wake_at, tenant_id, work
                    LIMIT {limit}
                    """,
                    Read,
                    cancellationToken).ConfigureAwait(false);
                return new DueRows(now, rows);
            },
            cancellationToken);
    }

    public ValueTask<bool> TryRaiseAsync(DueRow row, Instant? wakeAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        return control.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                $"""
                UPDATE carillon_tenant_due SET wake_at = {wakeAt}, seq = seq + 1
                WHERE tenant_id = {row.Tenant} AND work = {row.Work.Value} AND seq = {row.Seq}
                """,
                cancellationToken).ConfigureAwait(false) == 1,
            cancellationToken);
    }

    public async ValueTask LowerAsync(TenantId tenant, IReadOnlyCollection<JobName> work, Instant wakeAt, CancellationToken cancellationToken) =>
        await control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                return await transaction.ExecuteAsync(
                    $"""
                    INSERT INTO carillon_tenant_due AS t (tenant_id, work, wake_at, seq, probe_at)
                    SELECT {tenant}, w.name, {wakeAt}, 1, {now} FROM {Names(work):w} WHERE true
                    ON CONFLICT (tenant_id, work) DO UPDATE SET wake_at = excluded.wake_at, seq = t.seq + 1
                    WHERE t.wake_at IS NULL OR t.wake_at > excluded.wake_at
                    """,
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

    public ValueTask<DueRows> ClaimProbesAsync(IReadOnlyCollection<JobName> work, Duration interval, int limit, CancellationToken cancellationToken) =>
        control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var skipLocked = transaction.Dialect().ForUpdateSkipLocked;
                var rows = await transaction.QueryAsync(
                    $"""
                    UPDATE carillon_tenant_due SET probe_at = {now + interval}
                    FROM (
                        SELECT tenant_id AS due_tenant, work AS due_work FROM carillon_tenant_due
                        WHERE probe_at <= {now} AND work IN (SELECT w.name FROM {Names(work):w})
                        ORDER BY probe_at
                        LIMIT {limit}{skipLocked}) AS due
                    WHERE tenant_id = due_tenant AND work = due_work
                    RETURNING {Columns}
                    """,
                    Read,
                    cancellationToken).ConfigureAwait(false);
                return new DueRows(now, rows);
            },
            cancellationToken);

    public async ValueTask EnsureAsync(
        IReadOnlyCollection<TenantId> tenants, IReadOnlyCollection<JobName> work, Duration interval, CancellationToken cancellationToken) =>
        await control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var keys = tenants.SelectMany(t => work.Select(w => (Tenant: t, Work: w)))
                    .OrderBy(k => k.Tenant).ThenBy(k => k.Work.Value, StringComparer.Ordinal).ToList();
                var rows = RowSet.Of(keys, c => c
                    .Column("tenant_id", k => k.Tenant)
                    .Column("work", k => k.Work.Value)
                    .Column("probe_at", k => now + ProbeSpread.Share(k.Tenant, k.Work, interval)));
                return await transaction.ExecuteAsync(
                    $"""
                    INSERT INTO carillon_tenant_due (tenant_id, work, wake_at, seq, probe_at)
                    SELECT r.tenant_id, r.work, {now}, 1, r.probe_at FROM {rows:r} WHERE true
                    ON CONFLICT (tenant_id, work) DO NOTHING
                    """,
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask WakeAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                return await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_tenant_due SET wake_at = {now}, seq = seq + 1
                    WHERE tenant_id = {tenant} AND (wake_at IS NULL OR wake_at > {now})
                    """,
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

    private static RowSet Names(IReadOnlyCollection<JobName> work) => RowSet.Of(work, c => c.Column("name", w => w.Value));

    private static DueRow Read(SqlRow row) =>
        new(TenantId.Parse(row.Text(0)), new JobName(row.Text(1)), row.InstantOrNull(2), row.Long(3), row.Instant(6))
        {
            HintedAt = row.InstantOrNull(4),
            HintedDue = row.InstantOrNull(5),
        };
}
