namespace Carillon.Jobs;

/// <summary>The output of <c>jobs.run</c>.</summary>
/// <param name="RunId">The run; null for a sweep.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Due">Items that were due.</param>
/// <param name="Acted">Items that were settled.</param>
/// <param name="Reason">Why it did not succeed.</param>
public sealed record RunJobOutput(Guid? RunId, string Outcome, long Due, long Acted, string? Reason);
