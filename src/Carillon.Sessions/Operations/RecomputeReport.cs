namespace Carillon.Sessions;

/// <summary>What other rules make of the evidence that is kept: sessions that are final are left out.</summary>
/// <param name="Policy">The name of the policy.</param>
/// <param name="Version">The version of the rules tried.</param>
/// <param name="Applied">Whether the result was kept.</param>
/// <param name="Students">How many students have sessions with evidence.</param>
/// <param name="BeforeSeconds">Their study time before, in whole seconds.</param>
/// <param name="AfterSeconds">Their study time after, in whole seconds.</param>
/// <param name="Days">The days that differ.</param>
public sealed record RecomputeReport(
    string Policy, int Version, bool Applied, int Students, long BeforeSeconds, long AfterSeconds, IReadOnlyList<RecomputedDay> Days);
