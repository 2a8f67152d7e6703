using Carillon.Operations;

namespace Carillon.Jobs;

/// <summary>What doing everything due came to.</summary>
/// <param name="Tenants">Each tenant once, in the order of their ids.</param>
/// <param name="IsCancelled">True when it was stopped before its end.</param>
public sealed record RunDueReport(IReadOnlyList<TenantDueReport> Tenants, bool IsCancelled)
{
    /// <summary>The sum over all tenants.</summary>
    public WorkCounts Counts => Tenants.Aggregate(default(WorkCounts), (sum, t) => sum + t.Counts);

    /// <summary>See <see cref="OperationExitCode"/>: work that was due and is left, or a tenant that failed, is never success.</summary>
    public int ExitCode =>
        IsCancelled ? OperationExitCode.Cancelled
        : Tenants.All(t => t.IsComplete) ? OperationExitCode.Success
        : Tenants.All(t => t.IsBlind) ? OperationExitCode.Failed
        : OperationExitCode.Partial;
}
