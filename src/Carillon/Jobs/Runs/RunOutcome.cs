using NodaTime;

namespace Carillon.Jobs;

/// <summary>How a run ended. The tenant's database holds it; the control database a copy.</summary>
/// <param name="State">A final state.</param>
/// <param name="Counts">What was found and done.</param>
/// <param name="Reason">Why, when it did not succeed.</param>
/// <param name="At">When, by the tenant's database clock.</param>
public sealed record RunOutcome(RunState State, WorkCounts Counts, string? Reason, Instant At);
