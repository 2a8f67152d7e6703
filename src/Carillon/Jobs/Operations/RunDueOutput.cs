namespace Carillon.Jobs;

/// <summary>The output of <c>run-due</c>.</summary>
/// <param name="Tenants">How many tenants were visited.</param>
/// <param name="Due">Items that were due.</param>
/// <param name="Acted">Items that were settled.</param>
/// <param name="Work">One line per tenant and kind of work that found something, or failed.</param>
public sealed record RunDueOutput(int Tenants, long Due, long Acted, IReadOnlyList<RunDueLine> Work);
