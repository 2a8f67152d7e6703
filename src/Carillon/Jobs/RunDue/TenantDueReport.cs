using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>What doing everything due came to for one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Work">Sweeps and other due work.</param>
/// <param name="Runs">Runs of jobs.</param>
/// <param name="Problems">What failed as a whole.</param>
public sealed record TenantDueReport(
    TenantId Tenant, IReadOnlyList<SweepReport> Work, IReadOnlyList<RunReport> Runs, IReadOnlyList<DueProblem> Problems)
{
    /// <summary>The sum over all work and runs.</summary>
    public WorkCounts Counts => Runs.Aggregate(Work.Aggregate(default(WorkCounts), (sum, w) => sum + w.Counts), (sum, r) => sum + r.Counts);

    /// <summary>True when everything due is done.</summary>
    public bool IsComplete => Problems.Count == 0 && Runs.All(r => r.IsGood) && Work.All(w => !w.BudgetExhausted && JobResult.From(w.Counts) is not JobResult.Partial);

    /// <summary>True when nothing could be done or seen.</summary>
    public bool IsBlind => Problems.Count > 0 && Work.Count == 0 && Runs.Count == 0;
}
