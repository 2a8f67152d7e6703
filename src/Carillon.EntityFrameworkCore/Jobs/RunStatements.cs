using Carillon.Jobs;
using Carillon.Locking;
using Carillon.Tenancy;
using NodaTime.Text;

namespace Carillon.EntityFrameworkCore.Jobs;

/// <summary>Writing and reading one run, shared by the run store and the schedules.</summary>
internal static class RunStatements
{
    public static readonly SqlText Columns = new(
        "run_id, tenant_id, job, version, args, due_at, schedule_id, scheduled, pass, wake_at, attempt, fence_epoch, fence_number, live_key, " + OutcomeColumns.Names.Text);

    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.FullRoundtripWithoutCalendar;

    public static async ValueTask<RunInsertion> InsertRunAsync(this DatabaseTransaction transaction, JobRun run, CancellationToken cancellationToken)
    {
        var scheduled = run.Occurrence is { } occurrence ? Pattern.Format(occurrence.Scheduled) : null;
        var inserted = await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_job_run (run_id, tenant_id, job, version, args, due_at, schedule_id, scheduled, pass, state, wake_at, attempt,
                fence_epoch, fence_number, live_key)
            VALUES ({run.Id}, {run.Tenant}, {run.Payload.Definition.Value}, {run.Payload.Version}, {run.Payload.Json}, {run.DueAt},
                {run.Occurrence?.ScheduleId}, {scheduled}, {run.Occurrence?.Pass ?? 1}, {run.State}, {run.WakeAt}, {run.Attempt},
                {run.Fence.Epoch}, {run.Fence.Number}, {run.ConcurrencyKey})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken).ConfigureAwait(false);
        if (inserted == 1)
        {
            return RunInsertion.Inserted;
        }

        var found = await transaction.FirstOrDefaultAsync(
            $"SELECT 1 FROM carillon_job_run WHERE run_id = {run.Id}", r => r.Int(0), cancellationToken).ConfigureAwait(false);
        return found == 1 ? RunInsertion.Exists : RunInsertion.Overlaps;
    }

    public static JobRun Read(SqlRow row)
    {
        var occurrence = row.TextOrNull(6) is { } schedule
            ? new RunOccurrence(schedule, Pattern.Parse(row.Text(7)).GetValueOrThrow(), row.Int(8))
            : null;
        return new(row.Guid(0), TenantId.Parse(row.Text(1)), new(new JobName(row.Text(2)), row.Int(3), row.Text(4)), row.Instant(5))
        {
            Occurrence = occurrence,
            WakeAt = row.InstantOrNull(9),
            Attempt = row.Int(10),
            Fence = new Fence(row.Int(11), row.Long(12)),
            ConcurrencyKey = row.TextOrNull(13),
            State = (RunState)row.Int(14),
            Reason = row.TextOrNull(15),
            Outcome = OutcomeColumns.Read(row, 14),
        };
    }
}
