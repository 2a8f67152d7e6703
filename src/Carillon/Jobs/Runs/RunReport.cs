using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>What one attempt at a run came to.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Job">The job.</param>
/// <param name="State">Where the run is now; <see cref="RunState.Running"/> when another worker has it.</param>
/// <param name="Counts">What was found and done.</param>
/// <param name="Reason">Why it did not succeed.</param>
public sealed record RunReport(Guid RunId, TenantId Tenant, JobName Job, RunState State, WorkCounts Counts, string? Reason)
{
    /// <summary>True when the run succeeded or has merely been snoozed or handed back.</summary>
    public bool IsGood => State is RunState.Succeeded or RunState.Waiting or RunState.Cancelled;
}
