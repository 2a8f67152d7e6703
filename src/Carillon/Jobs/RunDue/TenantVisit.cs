using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>Everything due of one tenant. What fails is noted, and the rest goes on.</summary>
internal sealed class TenantVisit(DueWorkCatalog work, OccurrenceFeed occurrences, RunExecutor runs, IOptions<SweepOptions> options)
{
    private const int RunsAtOnce = 10;

    public async ValueTask<TenantDueReport> RunAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var done = new List<SweepReport>();
        var ran = new List<RunReport>();
        var problems = new List<DueProblem>();
        await RunAsync(work.Sweeps, tenant, done, problems, cancellationToken).ConfigureAwait(false);
        await NoteAsync("occurrences", problems, () => RunJobsAsync(tenant, ran, cancellationToken), cancellationToken).ConfigureAwait(false);
        await RunAsync(work.Others, tenant, done, problems, cancellationToken).ConfigureAwait(false);
        foreach (var kind in work.Others)
        {
            await NoteAsync(kind.Name.Value, problems, () => kind.WhenIdleAsync(tenant, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return new(tenant, done, ran, problems);
    }

    private async ValueTask RunAsync(
        IReadOnlyList<IDueWork> kinds, TenantId tenant, List<SweepReport> done, List<DueProblem> problems, CancellationToken cancellationToken)
    {
        foreach (var kind in kinds)
        {
            await NoteAsync(
                kind.Name.Value,
                problems,
                async () => done.Add(await kind.RunAsync(tenant, options.Value.BudgetPerTenant, cancellationToken).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask RunJobsAsync(TenantId tenant, List<RunReport> ran, CancellationToken cancellationToken)
    {
        await occurrences.InsertDueAsync(tenant, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var claimed = await runs.ClaimAsync(tenant, null, RunsAtOnce, cancellationToken).ConfigureAwait(false);
            if (claimed.Count == 0)
            {
                return;
            }

            foreach (var run in claimed)
            {
                ran.Add(await runs.RunAsync(run, null, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private static async ValueTask NoteAsync(string name, List<DueProblem> problems, Func<ValueTask> body, CancellationToken cancellationToken)
    {
        try
        {
            await body().ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            problems.Add(new(name, $"{error.GetType().Name}: {Printable.Clip(error.Message)}"));
        }
    }
}
