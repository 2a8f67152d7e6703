using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Running;

/// <summary>What one job did for one tenant when the manual runner ran it.</summary>
/// <param name="At">The manual clock.</param>
/// <param name="Job">The job, the sweep or other due work.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Counts">What was found and done.</param>
/// <param name="State">Where a run of a job is now; null for sweeps and other due work.</param>
public sealed record ManualRun(Instant At, JobName Job, TenantId Tenant, WorkCounts Counts, RunState? State)
{
    internal bool IsProgress => State is not null || Counts.Acted > 0 || Counts.Quarantined > 0;

    // What found nothing due is left out.
    internal static IEnumerable<ManualRun> Of(TenantDueReport report, Instant at) => report.Work
        .Where(work => work.Counts != default)
        .Select(work => new ManualRun(at, work.Sweep, report.Tenant, work.Counts, null))
        .Concat(report.Runs.Select(run => new ManualRun(at, run.Job, report.Tenant, run.Counts, run.State)));
}
