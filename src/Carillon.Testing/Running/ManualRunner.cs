using Carillon.Jobs;
using Carillon.Testing.Clocks;
using NodaTime;

namespace Carillon.Testing.Running;

/// <summary>The runner of a test: time passes when the test says so, and due work runs before the call returns.</summary>
/// <remarks>One call at a time. Per tenant: sweeps, then runs of jobs, then other due work such as the outbox.</remarks>
public sealed class ManualRunner(ManualClock clock, IRunDue due, IScheduleStore schedules, JobCatalog jobs)
{
    private const int MostRounds = 1000;
    private static readonly Duration Horizon = Duration.FromDays(400);

    /// <summary>The clock that the whole host goes by.</summary>
    public ManualClock Clock { get; } = clock;

    /// <summary>Runs what is due now, and what that makes due, until nothing is.</summary>
    /// <returns>The runs that found something due, in order. Work that failed is among them, and waits for its back-off.</returns>
    /// <exception cref="InvalidOperationException">Work stays due for ever, or could not be done at all: an outage, an unknown tenant.</exception>
    public async Task<IReadOnlyList<ManualRun>> RunDueAsync(CancellationToken cancellationToken)
    {
        var (runs, _) = await RunUntilQuietAsync(cancellationToken).ConfigureAwait(false);
        return runs;
    }

    /// <summary>Lets time pass in one leap, as if the host had been down, and then runs what is due: late.</summary>
    /// <param name="by">How long, not negative.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <inheritdoc cref="RunDueAsync"/>
    public Task<IReadOnlyList<ManualRun>> AdvanceAsync(Duration by, CancellationToken cancellationToken)
    {
        Clock.Advance(by);
        return RunDueAsync(cancellationToken);
    }

    /// <summary>Lets time pass as a punctual host sees it: stops at each due instant on the way and runs what is due.</summary>
    /// <param name="to">Where the clock stands in the end, not in its past.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <inheritdoc cref="RunDueAsync"/>
    public async Task<IReadOnlyList<ManualRun>> PlayUntilAsync(Instant to, CancellationToken cancellationToken)
    {
        var all = new List<ManualRun>();
        while (true)
        {
            var (runs, next) = await RunUntilQuietAsync(cancellationToken).ConfigureAwait(false);
            all.AddRange(runs);
            if (Clock.GetCurrentInstant() == to)
            {
                return all;
            }

            Clock.AdvanceTo(next < to && next > Clock.GetCurrentInstant() ? next.Value : to);
        }
    }

    private async Task<(List<ManualRun> Runs, Instant? Next)> RunUntilQuietAsync(CancellationToken cancellationToken)
    {
        var runs = new List<ManualRun>();
        for (var round = 1; ; round++)
        {
            var report = await due.RunAsync(new() { Parallelism = 1, TimeoutPerTenant = null }, cancellationToken).ConfigureAwait(false);
            var problems = report.Tenants.SelectMany(tenant => tenant.Problems.Select(problem => $"{tenant.Tenant}: {problem}")).ToList();
            if (problems.Count > 0)
            {
                throw new InvalidOperationException($"Work failed at {Clock.GetCurrentInstant()}: {string.Join("; ", problems)}");
            }

            var found = report.Tenants.SelectMany(tenant => ManualRun.Of(tenant, Clock.GetCurrentInstant())).ToList();
            runs.AddRange(found);

            // A round that only lost races would lose them again: what holds the rows does not move while the clock stands.
            if (!found.Exists(run => run.IsProgress))
            {
                return (runs, await NextAsync(report, cancellationToken).ConfigureAwait(false));
            }

            if (round == MostRounds)
            {
                throw new InvalidOperationException(
                    $"Work was still due after {MostRounds} rounds at {Clock.GetCurrentInstant()}: {string.Join(", ", found.Select(run => $"{run.Job} of {run.Tenant}").Distinct())}.");
            }
        }
    }

    private async ValueTask<Instant?> NextAsync(RunDueReport report, CancellationToken cancellationToken)
    {
        var next = report.Tenants.SelectMany(tenant => tenant.Work).Min(work => work.Next);
        if (jobs.All.Count == 0)
        {
            return next;
        }

        var waiting = await schedules.ListAsync([.. jobs.All.Select(job => job.Name)], Horizon, null, 1, cancellationToken).ConfigureAwait(false);
        var occurrence = waiting.Rows.Count == 0 ? (Instant?)null : waiting.Rows[0].NextAt;
        return occurrence < next || next is null ? occurrence : next;
    }
}
