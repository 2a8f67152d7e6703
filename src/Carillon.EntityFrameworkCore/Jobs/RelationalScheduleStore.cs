using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Jobs;

internal sealed class RelationalScheduleStore(ControlDatabase control) : IScheduleStore
{
    public async ValueTask EnsureAsync(IReadOnlyCollection<ScheduleSeed> seeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var ordered = seeds.OrderBy(s => s.Tenant).ThenBy(s => s.ScheduleId, StringComparer.Ordinal).ToList();
        await control.WriteAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var rows = RowSet.Of(ordered.ConvertAll(s => ScheduleRow.Start(s, now, 1)), c => c
                    .Column("tenant_id", s => s.Tenant)
                    .Column("schedule_id", s => s.ScheduleId)
                    .Column("job", s => s.Definition.Value)
                    .Column("every", s => s.Every)
                    .Column("next_at", s => s.NextAt));
                return await transaction.ExecuteAsync(
                    $"""
                    INSERT INTO carillon_job_schedule AS s (tenant_id, schedule_id, job, every, activation, next_at, version)
                    SELECT r.tenant_id, r.schedule_id, r.job, r.every, {now}, r.next_at, 1 FROM {rows:r} WHERE true
                    ON CONFLICT (tenant_id, schedule_id) DO UPDATE SET
                        job = excluded.job, every = excluded.every, activation = excluded.activation, next_at = excluded.next_at, version = s.version + 1
                    WHERE s.job <> excluded.job OR s.every <> excluded.every
                    """,
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ScheduleRows> ListAsync(IReadOnlyCollection<JobName> known, Duration ahead, TenantId? tenant, int limit, CancellationToken cancellationToken)
    {
        var names = RowSet.Of(known, c => c.Column("name", k => k.Value));
        return control.ReadAsync(
            async transaction =>
            {
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var rows = await transaction.QueryAsync(
                    $"""
                    SELECT tenant_id, schedule_id, job, every, activation, next_at, version FROM carillon_job_schedule
                    WHERE next_at <= {now + ahead} AND ({tenant} IS NULL OR tenant_id = {tenant}) AND job IN (SELECT k.name FROM {names:k})
                    ORDER BY next_at, tenant_id, schedule_id
                    LIMIT {limit}
                    """,
                    Read,
                    cancellationToken).ConfigureAwait(false);
                return new ScheduleRows(now, rows);
            },
            cancellationToken);
    }

    public ValueTask<RunInsertion> AdvanceAsync(ScheduleRow row, Instant? nextAt, JobRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(run);
        return control.WriteAsync(
            async transaction =>
            {
                var advanced = await transaction.ExecuteAsync(
                    $"""
                    UPDATE carillon_job_schedule SET next_at = {nextAt}, version = version + 1
                    WHERE tenant_id = {row.Tenant} AND schedule_id = {row.ScheduleId} AND version = {row.Version}
                    """,
                    cancellationToken).ConfigureAwait(false);
                return advanced == 1
                    ? await transaction.InsertRunAsync(run, cancellationToken).ConfigureAwait(false)
                    : RunInsertion.LostRace;
            },
            cancellationToken);
    }

    private static ScheduleRow Read(SqlRow row) => new(
        TenantId.Parse(row.Text(0)), row.Text(1), new JobName(row.Text(2)), row.Duration(3), row.Instant(4), row.InstantOrNull(5), row.Long(6));
}
