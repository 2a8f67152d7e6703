namespace Carillon.Scheduling;

/// <summary>Why a schedule runs, or does not run, at an instant.</summary>
/// <param name="Explanation">A sentence.</param>
/// <param name="Coming">The occurrences from there on.</param>
public sealed record ScheduleExplanation(string Explanation, IReadOnlyList<ScheduleOccurrence> Coming);
