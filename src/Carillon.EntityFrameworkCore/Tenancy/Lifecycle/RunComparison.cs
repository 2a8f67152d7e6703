using Carillon.EntityFrameworkCore.Jobs;
using Carillon.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

/// <summary>Finds the runs of a tenant that the control database and the tenant's know differently, as after one of them was restored.</summary>
internal sealed class RunComparison(ControlDatabase control, TenantDatabases databases)
{
    private const string Claimed = "Claimed";
    private const int Page = 1000;
    private const int Most = 1000;

    public async ValueTask<IReadOnlyList<RunDifference>> CompareAsync(Tenant tenant, CancellationToken cancellationToken) => await databases.WorkAsync(
        tenant,
        TransactionMode.Read,
        StampCheck.Identity,
        async (transaction, ct) =>
        {
            var differences = new List<RunDifference>();
            var after = Guid.Empty;
            while (differences.Count < Most && await RunsAsync(tenant.Id, after, ct).ConfigureAwait(false) is { Count: > 0 } runs)
            {
                var marks = await MarksOfAsync(transaction, [.. runs.Select(r => r.Id)], ct).ConfigureAwait(false);
                differences.AddRange(runs.Where(r => Differ(r.State, marks.GetValueOrDefault(r.Id))).Select(r => new RunDifference(r.Id, r.Job, $"{r.State}", marks.GetValueOrDefault(r.Id))));
                after = runs[^1].Id;
            }

            after = Guid.Empty;
            while (differences.Count < Most && await MarksAsync(transaction, after, ct).ConfigureAwait(false) is { Count: > 0 } marks)
            {
                var known = await KnownAsync([.. marks.Select(m => m.Id)], ct).ConfigureAwait(false);
                differences.AddRange(marks.Where(m => !known.Contains(m.Id)).Select(m => new RunDifference(m.Id, null, null, m.State)));
                after = marks[^1].Id;
            }

            return differences[..Math.Min(differences.Count, Most)];
        },
        cancellationToken).ConfigureAwait(false);

    // A run is marked in the tenant's database before anything of it is done there, and ended there before the control database knows.
    private static bool Differ(RunState control, string? mark) => control switch
    {
        RunState.Waiting => mark is not (null or Claimed),
        RunState.Running or RunState.Retrying => mark != Claimed,
        _ => mark != $"{control}",
    };

    private ValueTask<List<(Guid Id, string Job, RunState State)>> RunsAsync(TenantId tenant, Guid after, CancellationToken cancellationToken) => control.ReadAsync(
        transaction => transaction.QueryAsync(
            $"SELECT run_id, job, state FROM carillon_job_run WHERE tenant_id = {tenant} AND run_id > {after} ORDER BY run_id LIMIT {Page}",
            r => (r.Guid(0), r.Text(1), (RunState)r.Int(2)),
            cancellationToken),
        cancellationToken);

    private async ValueTask<HashSet<Guid>> KnownAsync(List<Guid> runs, CancellationToken cancellationToken)
    {
        var asked = RowSet.Of(runs, c => c.Column("id", id => id));
        var known = await control.ReadAsync(
            transaction => transaction.QueryAsync($"SELECT run_id FROM carillon_job_run WHERE run_id IN (SELECT a.id FROM {asked:a})", r => r.Guid(0), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return [.. known];
    }

    private static ValueTask<List<(Guid Id, string State)>> MarksAsync(TenantTransaction transaction, Guid after, CancellationToken cancellationToken) => transaction.QueryAsync(
        $"SELECT run_id, state, ended_at FROM carillon_run WHERE tenant_id = {transaction.Tenant} AND run_id > {after} ORDER BY run_id LIMIT {Page}",
        r => (r.Guid(0), StateOf(r)),
        cancellationToken);

    private static async ValueTask<Dictionary<Guid, string>> MarksOfAsync(TenantTransaction transaction, List<Guid> runs, CancellationToken cancellationToken)
    {
        var asked = RowSet.Of(runs, c => c.Column("id", id => id));
        var marks = await transaction.QueryAsync(
            $"SELECT run_id, state, ended_at FROM carillon_run WHERE tenant_id = {transaction.Tenant} AND run_id IN (SELECT a.id FROM {asked:a})",
            r => (Id: r.Guid(0), State: StateOf(r)),
            cancellationToken).ConfigureAwait(false);
        return marks.ToDictionary(m => m.Id, m => m.State);
    }

    private static string StateOf(SqlRow mark) => mark.IsNull(2) ? Claimed : $"{(RunState)mark.Int(1)}";
}
